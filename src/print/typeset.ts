import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { Sheet } from './index.js';

const require = createRequire(import.meta.url);
/** The package of the font has no system: the same bytes on each machine. */
const FONTS = ['400Regular/NotoSansArabic_400Regular.ttf', '700Bold/NotoSansArabic_700Bold.ttf'];

/** What is remembered of earlier documents is forgotten after so many. */
const REMEMBERED = 10;

let compiler: NodeCompiler | undefined;

function open(): NodeCompiler {
  compiler ??= NodeCompiler.create({
    // Nothing is read from a disk: the folder is that of the font, and templates name no file.
    workspace: require.resolve('@expo-google-fonts/noto-sans-arabic/package.json').replace(/package\.json$/, ''),
    fontArgs: [{ fontBlobs: FONTS.map((file) => readFileSync(require.resolve(`@expo-google-fonts/noto-sans-arabic/${file}`))) }],
  });
  return compiler;
}

/** Prints documents, for the compute worker: Typst is loaded there, when something is first printed. Throws for a wrong template. */
export function typeset(sheets: readonly Sheet[]): readonly Uint8Array[] {
  const typst = open();
  return sheets.map(({ template, data }) => {
    const compiled = typst.compile({ mainFileContent: template, inputs: { data: JSON.stringify(data) } });
    const document = compiled.result;
    // The diagnostics may hold what people wrote.
    if (document === null || compiled.hasError()) throw new Error('Typst did not print a document');
    const pdf = new Uint8Array(typst.pdf(document));
    typst.evictCache(REMEMBERED);
    return pdf;
  });
}
