/** A rate seen in a sample, with the bounds between which the true one lies at a confidence. */
export interface RateInterval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The exact (Clopper-Pearson) two-sided interval of a binomial rate. Source: C. J. Clopper and E. S. Pearson, "The use
 * of confidence or fiducial limits illustrated in the case of the binomial", Biometrika 26 (1934).
 * @param events how often it happened. @param trials among how many, 0 and above: none gives 0 to 1.
 * @param confidence 0 to 1. Default 0.95.
 */
export function rateInterval(events: number, trials: number, confidence = 0.95): RateInterval {
  if (trials === 0) return { estimate: 0, low: 0, high: 1 };
  const tail = (1 - confidence) / 2;
  return {
    estimate: events / trials,
    low: events === 0 ? 0 : betaQuantile(tail, events, trials - events + 1),
    high: upperBound(events, trials, 1 - tail),
  };
}

/** The one-sided Clopper-Pearson upper bound: the true rate is below it at the confidence. */
export function upperBound(events: number, trials: number, confidence: number): number {
  return events >= trials ? 1 : betaQuantile(confidence, events + 1, trials - events);
}

/** Where the beta distribution has this share of its mass below, by bisection: exact to 1e-12 in 40 steps. */
function betaQuantile(share: number, a: number, b: number): number {
  let [low, high] = [0, 1];
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2;
    if (incompleteBeta(middle, a, b) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The regularised incomplete beta function. Source: DLMF 8.17.22, its continued fraction, by Lentz's method. */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  // The fraction converges fast on this side of the mean only; the other side is its mirror (DLMF 8.17.4).
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const front =
    Math.exp(a * Math.log(x) + b * Math.log1p(-x) + logGamma(a + b) - logGamma(a) - logGamma(b)) / a;
  const tiny = 1e-300;
  let c = 1;
  let d = 1 / notZero(1 - ((a + b) * x) / (a + 1), tiny);
  let fraction = d;
  for (let m = 1; m <= 500; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / notZero(1 + even * d, tiny);
    c = notZero(1 + even / c, tiny);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / notZero(1 + odd * d, tiny);
    c = notZero(1 + odd / c, tiny);
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-14) break;
  }
  return front * fraction;
}

function notZero(value: number, tiny: number): number {
  return Math.abs(value) < tiny ? tiny : value;
}

// Stirling's series (DLMF 5.11.1), after the recurrence has raised the argument to where five terms are exact.
function logGamma(x: number): number {
  let shift = 0;
  let z = x;
  for (; z < 12; z++) shift -= Math.log(z);
  const inverse = 1 / (z * z);
  const series =
    (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse * (1 / 1680 - inverse / 1188)))) / z;
  return shift + (z - 0.5) * Math.log(z) - z + Math.log(2 * Math.PI) / 2 + series;
}
