/** One line of a Dockerfile, such as `RUN npm ci`. */
export interface Instruction {
  readonly name: string;
  readonly rest: string;
}

export interface Stage {
  readonly image: string;
  readonly name: string | undefined;
  readonly instructions: readonly Instruction[];
}

/** The stages of a Dockerfile that uses no heredocs; `ARG`s before the first `FROM` are filled in with their defaults. */
export function readDockerfile(text: string): readonly Stage[] {
  const lines = text
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('#'))
    .join('\n')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const values = new Map<string, string>();
  const stages: { image: string; name: string | undefined; instructions: Instruction[] }[] = [];
  for (const line of lines) {
    const [, name = '', rest = ''] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
    if (name === '') throw new Error(`not an instruction: ${line}`);
    const stage = stages.at(-1);
    if (name === 'FROM') {
      const [image = '', , alias] = rest.split(/\s+/);
      stages.push({ image: image.replaceAll(/\$\{(\w+)\}/g, (_, key: string) => values.get(key) ?? ''), name: alias, instructions: [] });
    } else if (stage) {
      stage.instructions.push({ name, rest });
    } else {
      const [key = '', value = ''] = rest.split('=');
      values.set(key, value);
    }
  }
  return stages;
}

/** What stands in the form of a JSON list, as `CMD ["a", "b"]`. */
export function wordsOf(rest: string): readonly string[] {
  const words: unknown = JSON.parse(rest.slice(rest.indexOf('[')));
  if (!Array.isArray(words)) throw new Error(`not a list: ${rest}`);
  return words.map(String);
}

/** `KEY=value` pairs of an `ENV` line, none of which has a space. */
export function variablesOf({ instructions }: Stage): Readonly<Record<string, string>> {
  const pairs = instructions.filter(({ name }) => name === 'ENV').flatMap(({ rest }) => rest.split(/\s+/));
  return Object.fromEntries(pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]));
}

/** The paths that a `.dockerignore` of the form “nothing but these” lets through. */
export function allowedPaths(ignore: string): readonly string[] {
  const [first, ...others] = ignore.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  if (first !== '*' || others.some((line) => !line.startsWith('!'))) throw new Error('.dockerignore is not of the form: * and then !path');
  return others.map((line) => line.slice(1));
}
