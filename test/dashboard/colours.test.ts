import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';

const css = await readFile(new URL('../../src/dashboard/page/client/style.css', import.meta.url), 'utf8');
const dark = css.indexOf('prefers-color-scheme: dark');
const schemes = { light: css.slice(0, dark), dark: css.slice(dark) };

const verdicts = ['same', 'judged', 'unsure', 'different'];
const sources = ['memory', 'store', 'semantic', 'shared', 'miss', 'bypass', 'model'];

type Triple = readonly [number, number, number];
type Matrix = readonly [Triple, Triple, Triple];

/**
 * What is seen without one kind of cone, in linear RGB. Source: G. M. Machado, M. M. Oliveira and L. A. F. Fernandes, "A
 * physiologically-based model for simulation of color vision deficiency", IEEE TVCG 15 (2009), at severity 1.
 */
const eyes: Readonly<Record<string, Matrix>> = {
  all: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const times = (matrix: Matrix, [r, g, b]: Triple): Triple => {
  const row = ([x, y, z]: Triple) => Math.min(1, Math.max(0, x * r + y * g + z * b));
  return [row(matrix[0]), row(matrix[1]), row(matrix[2])];
};

function colour(scheme: keyof typeof schemes, name: string): Triple {
  const hex = new RegExp(`--${name}: #([0-9a-f]{6})`).exec(schemes[scheme])?.[1] ?? '';
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(0), channel(2), channel(4)];
}

const luminance = ([r, g, b]: Triple) => 0.2126 * r + 0.7152 * g + 0.0722 * b;

/** By WCAG 2.2. */
function contrast(one: Triple, other: Triple): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** CIE 1976: 2.3 is just noticeable. */
function difference(one: Triple, other: Triple): number {
  const lab = (linear: Triple): Triple => {
    const f = (t: number) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
    const [r, g, b] = linear;
    const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
    const y = f(luminance(linear));
    const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
    return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
  };
  const [a, b] = [lab(one), lab(other)];
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

describe.each(['light', 'dark'] as const)('in the %s scheme', (scheme) => {
  it.each([...verdicts, ...sources])('%s stands out from the panel', (name) => {
    expect(contrast(colour(scheme, name), colour(scheme, 'panel'))).toBeGreaterThan(3);
  });

  it.each(Object.keys(eyes))('verdicts, and sources, are told apart by eyes with %s', (eye) => {
    const seen = (name: string) =>
      times(
        eyes[eye] ?? [
          [0, 0, 0],
          [0, 0, 0],
          [0, 0, 0],
        ],
        colour(scheme, name),
      );
    for (const names of [verdicts, sources]) {
      for (const one of names) {
        for (const other of names.filter((name) => name > one)) {
          expect(difference(seen(one), seen(other)), `${one} and ${other}`).toBeGreaterThan(20);
        }
      }
    }
  });
});
