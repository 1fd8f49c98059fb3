import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSources } from '../../../scripts/architecture-checks.js';
import { features } from '../../../src/features/index.js';

/** What features refer to by name, where neither the compiler nor the start-up sees it. */
const root = resolve(import.meta.dirname, '../../..');
const sources = readSources().filter(({ path }) => path.startsWith('src/features/'));

/** Controls of the modules that declare some: everything exported that has a feature, a name and handlers. */
async function declaredControls(): Promise<readonly string[]> {
  const files = sources.filter(({ text }) => text.includes('defineControls(')).map(({ path }) => path);
  const modules = await Promise.all(files.map((path) => import(join(root, path)) as Promise<Readonly<Record<string, unknown>>>));
  return modules.flatMap((exported) =>
    Object.values(exported)
      .flatMap((value) => (typeof value === 'object' && value !== null ? Object.values(value) : []))
      .flatMap((control: unknown) => (isControl(control) ? [`${control.feature}:${control.name}`] : [])),
  );
}

function isControl(value: unknown): value is { readonly feature: string; readonly name: string } {
  return typeof value === 'object' && value !== null && 'toHandlers' in value && 'feature' in value && 'name' in value;
}

describe('what features refer to', () => {
  it('each declared control has a handler in its feature', async () => {
    const handled = new Set(features.handlers.map(({ feature, name }) => `${feature}:${name}`));
    const declared = await declaredControls();
    expect(declared.length).toBeGreaterThan(80);
    expect(declared.filter((control) => !handled.has(control))).toEqual([]);
  });

  it('each kind that is planned is a job or a message of a feature', () => {
    const kinds = new Set([...features.jobs, ...features.messages].map(({ kind }) => kind));
    const planned = sources.flatMap(({ path, text }) =>
      [...text.matchAll(/\bkind: '([a-z-]+\.[a-z.-]+)'/g)].map(([, kind = '']) => ({ path, kind })),
    );
    expect(planned.length).toBeGreaterThan(20);
    expect(planned.filter(({ kind }) => !kinds.has(kind))).toEqual([]);
  });

  it('each channel that a message goes to is a purpose of a feature', () => {
    const purposes = new Set(features.purposes.map(({ name }) => name));
    const used = sources.flatMap(({ path, text }) =>
      [...text.matchAll(/to: 'channel', channel: '([^']+)'/g)].map(([, channel = '']) => ({ path, channel })),
    );
    expect(used.filter(({ channel }) => !purposes.has(channel))).toEqual([]);
  });

  it('has a folder for each feature of the list', () => {
    const folders = readdirSync(join(root, 'src/features'), { withFileTypes: true }).filter(
      (entry) => entry.isDirectory() && entry.name !== 'planted',
    );
    expect(folders.map(({ name }) => name).sort()).toEqual(features.all.map(({ name }) => name).sort());
  });
});
