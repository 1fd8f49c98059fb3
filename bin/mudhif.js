#!/usr/bin/env node
import { existsSync } from 'node:fs';

const program = new URL('../dist/src/main.js', import.meta.url);
if (existsSync(program)) await import(program.href);
else {
  process.stderr.write('Mudhif is not built yet. Run: npm run build\n');
  process.exitCode = 1;
}
