/** A method at one threshold: the share of positives it serves, at which share of wrong ones among the served. */
export interface OperatingPoint {
  readonly threshold: number;
  readonly hitRate: number;
  readonly wrongHitRate: number;
}

const SIZE = { width: 640, height: 420, left: 60, top: 24, right: 24, bottom: 52 } as const;
const colours = ['#8a8f98', '#1f6feb', '#1a7f37', '#9a6700', '#cf222e'] as const;

/**
 * Curves of hit rate over wrong-hit rate, one for each method, as an SVG of its own: further up and to the left is
 * better. Both axes go from 0 to 100%.
 */
export function evaluationPlot(curves: Readonly<Record<string, readonly OperatingPoint[]>>): string {
  const { width, height, left, top, right, bottom } = SIZE;
  const x = (share: number) => left + share * (width - left - right);
  const y = (share: number) => height - bottom - share * (height - top - bottom);
  const grid = [0, 0.25, 0.5, 0.75, 1].map(
    (share) =>
      `<path d="M${x(share)} ${y(0)}V${y(1)}M${x(0)} ${y(share)}H${x(1)}" stroke="#d8dee4"/>` +
      `<text x="${x(share)}" y="${y(0) + 18}" text-anchor="middle">${share * 100}%</text>` +
      `<text x="${x(0) - 8}" y="${y(share) + 4}" text-anchor="end">${share * 100}%</text>`,
  );
  const lines = Object.entries(curves).map(([method, points], index) => {
    const colour = colours[index % colours.length];
    const path = points.map(
      ({ wrongHitRate, hitRate }, step) =>
        `${step === 0 ? 'M' : 'L'}${x(wrongHitRate).toFixed(1)} ${y(hitRate).toFixed(1)}`,
    );
    const legend = `<text x="${x(1) - 8}" y="${y(0) - 12 - index * 18}" text-anchor="end" fill="${colour}">${escaped(method)}</text>`;
    return `<path d="${path.join('')}" fill="none" stroke="${colour}" stroke-width="2"/>${legend}`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="12">`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...grid,
    ...lines,
    `<text x="${x(0.5)}" y="${height - 10}" text-anchor="middle">wrong among hits</text>`,
    `<text transform="translate(16 ${y(0.5)}) rotate(-90)" text-anchor="middle">hit rate</text>`,
    '</svg>',
  ].join('\n');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
