/**
 * Seeded chance, for everything virtual: the same seed gives the same people, the same day and the same screenshots on every machine.
 * Not for secrets.
 */
export type Random = {
  /** Uniform in [0, 1). */
  next(): number;
  /** True with this probability. */
  chance(probability: number): boolean;
  /** Whole number in [min, max], both included. */
  whole(min: number, max: number): number;
  pick<T>(from: readonly T[]): T;
  /** An index, each as likely as its weight. Weights need not add up to 1. */
  weighted(weights: readonly number[]): number;
  normal(mean: number, deviation: number): number;
  /** Log-normal by its mean (not its median) and the sigma of the logarithm. */
  logNormal(mean: number, sigma: number): number;
  exponential(mean: number): number;
  /** An independent stream: what it gives does not depend on how much was drawn from this one. */
  fork(label: string | number): Random;
};

/** sfc32, seeded from text by a 32-bit mixing hash. */
export function createRandom(seed: string | number): Random {
  const key = String(seed);
  const next = sfc32(key);
  const uniform = () => next() / 4_294_967_296;
  const normal = (mean: number, deviation: number) =>
    mean + deviation * Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  return {
    next: uniform,
    chance: (probability) => uniform() < probability,
    whole: (min, max) => min + Math.floor(uniform() * (max - min + 1)),
    pick: (from) => {
      const picked = from[Math.floor(uniform() * from.length)];
      if (picked === undefined) throw new Error('nothing to pick from');
      return picked;
    },
    weighted: (weights) => weightedIndex(weights, uniform()),
    normal,
    logNormal: (mean, sigma) => mean * Math.exp(normal(-(sigma * sigma) / 2, sigma)),
    exponential: (mean) => -mean * Math.log(1 - uniform()),
    fork: (label) => createRandom(`${key}/${label}`),
  };
}

function weightedIndex(weights: readonly number[], uniform: number): number {
  let left = uniform * weights.reduce((sum, weight) => sum + weight, 0);
  for (const [index, weight] of weights.entries()) {
    left -= weight;
    if (left < 0) return index;
  }
  return weights.length - 1;
}

function sfc32(key: string): () => number {
  const mix = mixer(key);
  let a = mix();
  let b = mix();
  let c = mix();
  let counter = 1;
  const next = () => {
    const result = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + result;
    c |= 0;
    return result >>> 0;
  };
  // The first draws still resemble the seed; similar keys ("p/1", "p/2") must not give similar people.
  for (let warmUp = 0; warmUp < 12; warmUp++) next();
  return next;
}

function mixer(key: string): () => number {
  let hash = 1_779_033_703 ^ key.length;
  for (let at = 0; at < key.length; at++) {
    hash = Math.imul(hash ^ key.charCodeAt(at), 3_432_918_353);
    hash = (hash << 13) | (hash >>> 19);
  }
  return () => {
    hash = Math.imul(hash ^ (hash >>> 16), 2_246_822_507);
    hash = Math.imul(hash ^ (hash >>> 13), 3_266_489_909);
    hash ^= hash >>> 16;
    return hash >>> 0;
  };
}
