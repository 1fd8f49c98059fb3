import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { DISCORD_EXCUSES } from '../openapi-excuses.js';
import type { SeenRequest } from './faults.js';

/** Discord's own description of its API lies beside the repository on the maintainers' machines; elsewhere nothing is checked. */
const SPEC = resolve(import.meta.dirname, '../../../../shared/specs/discord-openapi.json');

interface Operation {
  readonly method: string;
  readonly pattern: RegExp;
  readonly literal: number;
  readonly pointer: string;
  readonly schema: unknown;
}

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { requestBody?: { content?: Record<string, { schema?: unknown }> } }>>>>;
  readonly components: unknown;
}

export interface RequestChecker {
  /** Why a request does not fit the description; undefined: it fits, or is excused. */
  complaint(request: SeenRequest): string | undefined;
}

let loaded: RequestChecker | undefined;

/** The checker, or `undefined` where the description is not at hand. Read once for each process. */
export function requestChecker(): RequestChecker | undefined {
  if (!loaded && existsSync(SPEC)) loaded = createChecker(JSON.parse(readFileSync(SPEC, 'utf8')) as Description);
  return loaded;
}

function createChecker(description: Description): RequestChecker {
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: false, discriminator: false });
  ajv.addSchema({ $id: 'discord', components: description.components });
  const compiled = new Map<string, ValidateFunction | undefined>();
  const operations = Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([method]) => ['get', 'post', 'put', 'patch', 'delete'].includes(method))
      .map(([method, operation]): Operation => {
        const content = operation.requestBody?.content ?? {};
        return {
          method: method.toUpperCase(),
          pattern: new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`),
          literal: path.replace(/\{[^}]+\}/g, '').length,
          pointer: `${method} ${path}`,
          schema: content['application/json']?.schema,
        };
      }),
  );
  const validatorOf = (operation: Operation): ValidateFunction | undefined => {
    if (!compiled.has(operation.pointer)) {
      const schema = operation.schema === undefined ? undefined : absolute(operation.schema);
      compiled.set(operation.pointer, schema === undefined ? undefined : ajv.compile(schema as object));
    }
    return compiled.get(operation.pointer);
  };
  return {
    complaint(request) {
      const [operation] = operations
        .filter(({ method, pattern }) => method === request.method && pattern.test(request.path))
        .sort((a, b) => b.literal - a.literal);
      const found = operation ? faultOf(validatorOf(operation), operation, request) : 'no such path and method';
      if (found === undefined) return undefined;
      const excused = DISCORD_EXCUSES.some(
        ({ method, path, complaint }) => method === request.method && path.test(request.path) && complaint.test(found),
      );
      return excused ? undefined : `${request.method} ${request.path}: ${found}`;
    },
  };
}

function faultOf(validate: ValidateFunction | undefined, operation: Operation, { body }: SeenRequest): string | undefined {
  const empty = typeof body === 'object' && body !== null && !Array.isArray(body) && Object.keys(body).length === 0;
  if (!validate) return empty || operation.schema !== undefined ? undefined : 'a body where none belongs';
  if (validate(body)) return undefined;
  const [first] = validate.errors ?? [];
  return `${first?.instancePath ?? ''} ${first?.message ?? 'does not fit'} ${JSON.stringify(first?.params ?? {})}`;
}

/** References within the description, made to point into it from a schema that stands alone. */
function absolute(schema: unknown): unknown {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"discord#/components/'));
}
