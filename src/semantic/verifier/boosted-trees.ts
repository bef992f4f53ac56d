/**
 * Gradient-boosted regression trees for a yes or no (J. H. Friedman, "Greedy function approximation", Annals of
 * Statistics 29(5), 2001), with Newton steps in the leaves; each tree sees a share of the rows and of the features
 * (Friedman, "Stochastic gradient boosting", Computational Statistics & Data Analysis 38(4), 2002). The draws are seeded:
 * the same rows give the same trees.
 */
export interface BoostedTrees {
  /** The log-odds before any tree. */
  readonly bias: number;
  /** A tree a list: for inner node n `[feature, split]` at 2n, children 2n+1 and 2n+2; leaves hold `[-1, value]`. */
  readonly trees: readonly (readonly number[])[];
}

export interface BoostingOptions {
  readonly trees: number;
  readonly depth: number;
  readonly learningRate: number;
  /** The least rows in a leaf. */
  readonly leafRows: number;
  /** The shares of the rows and of the features that a tree sees, above 0, at most 1. */
  readonly rowShare: number;
  readonly featureShare: number;
}

const BINS = 24;

export function boostTrees(
  rows: readonly Float64Array[],
  labels: readonly number[],
  weights: readonly number[],
  options: BoostingOptions,
): BoostedTrees {
  const width = rows[0]?.length ?? 0;
  const cuts = Array.from({ length: width }, (_, feature) => {
    const values = rows.map((row) => row[feature] ?? 0).sort((one, other) => one - other);
    const chosen = new Set<number>();
    for (let bin = 1; bin < BINS; bin++) chosen.add(values[Math.floor((bin * values.length) / BINS)] ?? 0);
    return [...chosen];
  });
  const binned = rows.map((row) =>
    Uint8Array.from(cuts, (list, feature) => list.filter((cut) => (row[feature] ?? 0) >= cut).length),
  );
  let [positive, total] = [0, 0];
  for (const [index, label] of labels.entries()) {
    positive += label * (weights[index] ?? 1);
    total += weights[index] ?? 1;
  }
  const bias = Math.log((positive + 1) / (total - positive + 1));
  const scores = new Float64Array(rows.length).fill(bias);
  const trees: number[][] = [];
  const draw = seededDraws();

  for (let round = 0; round < options.trees; round++) {
    const gradients = new Float64Array(rows.length);
    const curvatures = new Float64Array(rows.length);
    for (let index = 0; index < rows.length; index++) {
      const probability = sigmoid(scores[index] ?? 0);
      const weight = weights[index] ?? 1;
      gradients[index] = weight * ((labels[index] ?? 0) - probability);
      curvatures[index] = weight * probability * (1 - probability);
    }
    const tree: number[] = [];
    const features = [...Array(width).keys()].filter(() => draw() < options.featureShare);
    const members = Uint32Array.from(rows.keys()).filter(() => draw() < options.rowShare);
    grow(tree, 0, members, 0);
    trees.push(tree);
    for (const [index, row] of rows.entries()) scores[index] = (scores[index] ?? 0) + treeValue(tree, row);

    function grow(nodes: number[], node: number, members: Uint32Array, depth: number): void {
      let [gradient, curvature] = [0, 0];
      for (const index of members) {
        gradient += gradients[index] ?? 0;
        curvature += curvatures[index] ?? 0;
      }
      const parentGain = gradient ** 2 / (curvature + 1);
      let best = { gain: 1e-3, feature: -1, bin: 0 };
      if (depth < options.depth) {
        for (const feature of features) {
          const [sums, bends, counts] = [
            new Float64Array(BINS + 1),
            new Float64Array(BINS + 1),
            new Uint32Array(BINS + 1),
          ];
          for (const index of members) {
            const bin = binned[index]?.[feature] ?? 0;
            sums[bin] = (sums[bin] ?? 0) + (gradients[index] ?? 0);
            bends[bin] = (bends[bin] ?? 0) + (curvatures[index] ?? 0);
            counts[bin] = (counts[bin] ?? 0) + 1;
          }
          let [left, bend, count] = [0, 0, 0];
          for (let bin = 0; bin < (cuts[feature]?.length ?? 0); bin++) {
            left += sums[bin] ?? 0;
            bend += bends[bin] ?? 0;
            count += counts[bin] ?? 0;
            if (count < options.leafRows || members.length - count < options.leafRows) continue;
            const gain =
              left ** 2 / (bend + 1) + (gradient - left) ** 2 / (curvature - bend + 1) - parentGain;
            if (gain > best.gain) best = { gain, feature, bin };
          }
        }
      }
      const { feature, bin } = best;
      if (feature < 0) {
        const value = (options.learningRate * gradient) / (curvature + 1);
        nodes[2 * node] = -1;
        nodes[2 * node + 1] = Number(value.toPrecision(4));
        return;
      }
      nodes[2 * node] = feature;
      nodes[2 * node + 1] = cuts[feature]?.[bin] ?? 0;
      grow(
        nodes,
        2 * node + 1,
        members.filter((index) => (binned[index]?.[feature] ?? 0) <= bin),
        depth + 1,
      );
      grow(
        nodes,
        2 * node + 2,
        members.filter((index) => (binned[index]?.[feature] ?? 0) > bin),
        depth + 1,
      );
    }
  }
  return { bias, trees: trees.map((tree) => Array.from(tree, (value) => value ?? 0)) };
}

/** The probability that the trees give a row. */
export function treeProbability(
  { bias, trees }: { readonly bias: number; readonly trees: readonly ArrayLike<number>[] },
  row: Float64Array,
): number {
  let score = bias;
  for (const tree of trees) score += treeValue(tree, row);
  return sigmoid(score);
}

function treeValue(tree: ArrayLike<number>, row: Float64Array): number {
  let node = 0;
  for (let feature = tree[0] ?? -1; feature >= 0; feature = tree[2 * node] ?? -1) {
    node = (row[feature] ?? 0) >= (tree[2 * node + 1] ?? 0) ? 2 * node + 2 : 2 * node + 1;
  }
  return tree[2 * node + 1] ?? 0;
}

/** Numbers from 0 to 1, always the same ones: a linear congruential generator with the constants of Numerical Recipes. */
function seededDraws(): () => number {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function sigmoid(score: number): number {
  return 1 / (1 + Math.exp(-score));
}
