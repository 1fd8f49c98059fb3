/** ISO 639-2 and 639-3 codes of languages that have a two-letter code, as lists of members had them before 0015. */
const TWO_LETTERS: ReadonlyMap<string, string> = new Map(
  'ara ar,arb ar,eng en,fra fr,fre fr,deu de,ger de,spa es,ita it,rus ru,tur tr,tuk tk,fas fa,per fa,pes fa,hye hy,arm hy,urd ur,heb he'
    .split(',')
    .map((pair) => {
      const [long = '', short = ''] = pair.split(' ');
      return [long, short] as const;
    }),
);

export function oneLanguageCode(code: string): string {
  return TWO_LETTERS.get(code) ?? code;
}
