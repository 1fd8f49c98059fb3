/** The property under which bytes stand as base64 in JSON. */
const BASE64 = '$base64';

/** JSON in which `Uint8Array`s stand as base64. */
export function stringifyWithBytes(value: unknown): string {
  return JSON.stringify(value ?? null, (_key, inner: unknown) =>
    inner instanceof Uint8Array ? { [BASE64]: Buffer.from(inner).toString('base64') } : inner,
  );
}

/** The value that `stringifyWithBytes` wrote. Throws a `SyntaxError` for what is no JSON. */
export function parseWithBytes(text: string): unknown {
  return JSON.parse(text, (_key, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || !(BASE64 in inner)) return inner;
    return new Uint8Array(Buffer.from(String(inner[BASE64]), 'base64'));
  });
}
