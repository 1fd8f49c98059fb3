import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean }[];
}
interface Specification {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

/** Where Slack's own (older) description of its Web API lies, if it is there. */
const FILE = resolve(import.meta.dirname, '../../../../shared/specs/slack_web_openapi_v2_without_examples.json');

/** What the description lacks or has wrong, with the reason. */
export const EXCUSES: Readonly<Record<string, string>> = {
  'apps.connections.open': 'Socket Mode is younger than the description',
  'files.getUploadURLExternal': 'younger than the description; replaces files.upload, which is gone',
  'files.completeUploadExternal': 'younger than the description',
  'method:get': 'the description names GET for methods that read or show; Slack takes POST for all, which the SDK always sends',
  'parameter:token':
    'the description wants the token among the parameters; Slack takes it in the Authorization header, as the SDK sends it',
};

export interface OpenApiCheck {
  readonly present: boolean;
  readonly faults: readonly string[];
  readonly excused: ReadonlySet<string>;
  /** Methods that were seen and checked. */
  readonly checked: ReadonlySet<string>;
  check(method: string, verb: string, parameters: ReadonlySet<string>): void;
}

/** Checks each request against the description: the method is known, and what it requires is there. */
export function createOpenApiCheck(): OpenApiCheck {
  const present = existsSync(FILE);
  const specification = present ? (JSON.parse(readFileSync(FILE, 'utf8')) as Specification) : undefined;
  const faults: string[] = [];
  const excused = new Set<string>();
  const checked = new Set<string>();
  return {
    present,
    faults,
    excused,
    checked,
    check(method, verb, parameters) {
      if (!specification) return;
      const path = specification.paths[`/${method}`];
      if (!path) {
        if (EXCUSES[method]) excused.add(method);
        else faults.push(`${method} is not in the description`);
        return;
      }
      checked.add(method);
      let operation = path[verb.toLowerCase()];
      if (!operation && path['get'] && verb === 'POST') {
        excused.add('method:get');
        operation = path['get'];
      }
      if (!operation) {
        faults.push(`${verb} ${method} is not in the description`);
        return;
      }
      for (const { name, required } of operation.parameters ?? []) {
        if (!required || parameters.has(name)) continue;
        if (name === 'token') excused.add('parameter:token');
        else faults.push(`${method} lacks ${name}`);
      }
    },
  };
}
