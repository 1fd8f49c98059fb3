/** How many resources there are of one sector in each language; a null sector stands for those without one. */
export interface CoverageRow<Language extends string> {
  readonly sector: string | null;
  readonly counts: readonly number[];
  /** Languages in which there is nothing. */
  readonly missing: readonly Language[];
}

/** Approved resources with the same sectors and a language in which they exist. */
export interface Kept {
  readonly sectors: readonly string[];
  readonly language: string;
  readonly resources: number;
}

/**
 * Resources by sector and language. One of two sectors counts in both, as one in two languages does. The sectors are those of the
 * community, in their order; a row for those without one of them comes last, if there are any, and nothing is missed there.
 */
export function coverage<Language extends string>(
  kept: readonly Kept[],
  sectors: readonly string[],
  languages: readonly Language[],
): readonly CoverageRow<Language>[] {
  const counted = (sector: string | null): CoverageRow<Language> => {
    const isOf = (of: readonly string[]) => (sector === null ? !of.some((each) => sectors.includes(each)) : of.includes(sector));
    const counts = languages.map((wanted) =>
      kept.reduce((sum, { sectors: of, language, resources }) => (language === wanted && isOf(of) ? sum + resources : sum), 0),
    );
    return { sector, counts, missing: sector === null ? [] : languages.filter((_, index) => counts[index] === 0) };
  };
  const without = counted(null);
  return [...sectors.map(counted), ...(without.counts.some((count) => count > 0) ? [without] : [])];
}
