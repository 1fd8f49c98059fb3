// The blossoms of a certificate that have a price, as a forest (a laminar family of sets), to look up the price of the blossoms that
// hold two given vertices.

import type { Certificate } from './blossom/certificate.js';

export interface BlossomForest {
  /** The innermost blossom that holds each vertex, or −1. */
  readonly inner: Int32Array;
  /** The blossom around each blossom, or −1; it always has a lower index. */
  readonly parent: Int32Array;
  /** Price of each blossom plus the prices of all blossoms around it. */
  readonly totalPrice: Float64Array;
  /**
   * For each vertex: the total price of the innermost blossom that holds it on the chain of largest blossoms. The total price of
   * the blossoms around two vertices is at least the lower of their two values.
   */
  readonly chainPrice: Float64Array;
  readonly outermost: readonly { readonly price: number; readonly vertices: readonly number[] }[];
}

/** Builds the forest from the lists of vertices. Blossoms with a price of 0 are left out. */
export function forestOf({ mate, blossoms }: Pick<Certificate, 'mate' | 'blossoms'>): BlossomForest {
  const priced = blossoms.filter(({ price }) => price > 0).sort((one, other) => other.vertices.length - one.vertices.length);
  const inner = new Int32Array(mate.length).fill(-1);
  const parent = new Int32Array(priced.length);
  const totalPrice = new Float64Array(priced.length);
  const chainPrice = new Float64Array(mate.length);
  // A chain leads from each outermost blossom to the largest blossom inside it, and so on.
  const chained = new Uint8Array(priced.length);
  const followed = new Uint8Array(priced.length);
  priced.forEach(({ vertices, price }, b) => {
    // Larger blossoms come first, so `inner` still holds the blossom directly around this one.
    const around = inner[vertices[0]!]!;
    parent[b] = around;
    totalPrice[b] = price + (around < 0 ? 0 : totalPrice[around]!);
    if (around < 0 || (chained[around] === 1 && followed[around] === 0)) {
      chained[b] = 1;
      if (around >= 0) followed[around] = 1;
      for (const v of vertices) chainPrice[v] = totalPrice[b]!;
    }
    for (const v of vertices) inner[v] = b;
  });
  const outermost = priced.filter((_, b) => parent[b]! < 0);
  return { inner, parent, totalPrice, chainPrice, outermost };
}

/** Total price of the blossoms that hold both vertices. */
export function sharedPrice({ inner, parent, totalPrice }: BlossomForest, v: number, w: number): number {
  let one = inner[v]!;
  let other = inner[w]!;
  while (one !== other) {
    if (one > other) one = parent[one]!;
    else other = parent[other]!;
  }
  return one < 0 ? 0 : totalPrice[one]!;
}
