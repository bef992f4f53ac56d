export interface Line {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

export interface PlotOptions {
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly lines: readonly Line[];
  /** Marks of the axes, in order; the first and last are their ends. The horizontal axis is logarithmic. */
  readonly xMarks: readonly number[];
  readonly yMarks: readonly number[];
  readonly formatX: (value: number) => string;
  readonly formatY: (value: number) => string;
}

const size = { width: 640, height: 360, left: 64, top: 40, right: 150, bottom: 52 } as const;
const colours = ['#1f6feb', '#1a7f37', '#9a6700', '#cf222e', '#8250df'] as const;

/** Lines over a logarithmic axis, as an SVG of its own. */
export function linePlot({
  title,
  xLabel,
  yLabel,
  lines,
  xMarks,
  yMarks,
  formatX,
  formatY,
}: PlotOptions): string {
  const { width, height, left, top, right, bottom } = size;
  const [xFirst = 1, xLast = 10] = [xMarks[0], xMarks.at(-1)];
  const [yFirst = 0, yLast = 1] = [yMarks[0], yMarks.at(-1)];
  const x = (value: number) =>
    left +
    ((Math.log(value) - Math.log(xFirst)) / (Math.log(xLast) - Math.log(xFirst))) * (width - left - right);
  const y = (value: number) =>
    height - bottom - ((value - yFirst) / (yLast - yFirst)) * (height - top - bottom);
  const grid = [
    ...xMarks.map(
      (mark) =>
        `<path d="M${x(mark).toFixed(1)} ${y(yFirst)}V${y(yLast)}" stroke="#d8dee4"/>` +
        `<text x="${x(mark).toFixed(1)}" y="${height - bottom + 18}" text-anchor="middle">${formatX(mark)}</text>`,
    ),
    ...yMarks.map(
      (mark) =>
        `<path d="M${left} ${y(mark).toFixed(1)}H${width - right}" stroke="#d8dee4"/>` +
        `<text x="${left - 8}" y="${(y(mark) + 4).toFixed(1)}" text-anchor="end">${formatY(mark)}</text>`,
    ),
  ];
  const paths = lines.map(({ name, points }, index) => {
    const colour = colours[index % colours.length];
    const path = points.map(
      ([across, up], step) => `${step === 0 ? 'M' : 'L'}${x(across).toFixed(1)} ${y(up).toFixed(1)}`,
    );
    const label = `<text x="${width - right + 10}" y="${top + 14 + index * 18}" fill="${colour}">${name}</text>`;
    return `<path d="${path.join('')}" fill="none" stroke="${colour}" stroke-width="2"/>${label}`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="12">`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    `<text x="${left}" y="22" font-weight="600">${title}</text>`,
    ...grid,
    ...paths,
    `<text x="${(left + width - right) / 2}" y="${height - 12}" text-anchor="middle">${xLabel}</text>`,
    `<text transform="translate(16 ${(top + height - bottom) / 2}) rotate(-90)" text-anchor="middle">${yLabel}</text>`,
    '</svg>\n',
  ].join('\n');
}
