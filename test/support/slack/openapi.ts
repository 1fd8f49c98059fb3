import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { SLACK_EXCUSES } from '../openapi-excuses.js';

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean }[];
}
interface Specification {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

/** Where Slack's own (older) description of its Web API lies, if it is there. */
const FILE = resolve(import.meta.dirname, '../../../../shared/specs/slack_web_openapi_v2_without_examples.json');

export interface OpenApiCheck {
  /** What did not fit, but for the excuses. */
  readonly faults: readonly string[];
  check(method: string, verb: string, parameters: ReadonlySet<string>): void;
}

let read: Specification['paths'] | undefined;

/** Read once for each process. */
function describedPaths(): Specification['paths'] | undefined {
  if (!read && existsSync(FILE)) read = (JSON.parse(readFileSync(FILE, 'utf8')) as Specification).paths;
  return read;
}

/**
 * Checks each request against the description: the method is known, and what it requires is there. `undefined` where the
 * description is not at hand.
 */
export function createOpenApiCheck(): OpenApiCheck | undefined {
  const paths = describedPaths();
  if (!paths) return undefined;
  const faults: string[] = [];
  const excused = (what: string): boolean => SLACK_EXCUSES[what] !== undefined;
  return {
    faults,
    check(method, verb, parameters) {
      const path = paths[`/${method}`];
      if (!path) {
        if (!excused(method)) faults.push(`${method} is not in the description`);
        return;
      }
      const operation = path[verb.toLowerCase()] ?? (verb === 'POST' && excused('method:get') ? path['get'] : undefined);
      if (!operation) {
        faults.push(`${verb} ${method} is not in the description`);
        return;
      }
      for (const { name, required } of operation.parameters ?? []) {
        if (required && !parameters.has(name) && !excused(`parameter:${name}`)) faults.push(`${method} lacks ${name}`);
      }
    },
  };
}
