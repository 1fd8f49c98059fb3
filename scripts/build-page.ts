import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const SOURCE = resolve(import.meta.dirname, sourceRoot(), 'adapters/web/page');

/** Also right when this script itself was built into `dist/scripts`. */
function sourceRoot(): string {
  return basename(resolve(import.meta.dirname, '..')) === 'dist' ? '../..' : '..';
}

/** Builds the chat page into a folder: scripts and styles with their hash in the name, each compressed too. Returns the bytes of a first load. */
export async function buildPage(folder: string, options: { readonly minify?: boolean } = {}): Promise<{ readonly bytes: number }> {
  const minify = options.minify ?? true;
  const result = await build({
    entryPoints: [
      { in: join(SOURCE, 'main.tsx'), out: 'page' },
      { in: join(SOURCE, 'styles/page.css'), out: 'style' },
    ],
    outdir: folder,
    entryNames: '[name]-[hash]',
    bundle: true,
    write: false,
    metafile: true,
    minify,
    format: 'esm',
    target: ['chrome111', 'firefox115', 'safari16.4'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    charset: 'utf8',
    legalComments: 'none',
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  const built = result.outputFiles.map((file) => ({ name: basename(file.path), content: Buffer.from(file.contents) }));
  const js = built.find(({ name }) => name.endsWith('.js'))?.name ?? '';
  const css = built.find(({ name }) => name.endsWith('.css'))?.name ?? '';
  const documents = await Promise.all(
    ['index.html', 'sign-in.html', 'icon.svg'].map(async (name) => {
      const text = await readFile(join(SOURCE, name), 'utf8');
      return { name, content: Buffer.from(text.replaceAll('{css}', css).replaceAll('{js}', js)) };
    }),
  );
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  let bytes = 0;
  for (const { name, content } of [...built, ...documents]) {
    const gzip = gzipSync(content, { level: 9 });
    const brotli = brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
    if (name !== 'sign-in.html') bytes += gzip.byteLength;
    await writeFile(join(folder, name), content);
    await writeFile(join(folder, `${name}.gz`), gzip);
    await writeFile(join(folder, `${name}.br`), brotli);
  }
  return { bytes };
}

if (process.argv[1] && resolve(process.argv[1]) === resolve(import.meta.filename)) {
  const folder = resolve(SOURCE, '../../../dist/adapters/web/page');
  const { bytes } = await buildPage(folder);
  process.stdout.write(`the page: ${(bytes / 1024).toFixed(1)} kB at the first load (gzip)\n`);
}
