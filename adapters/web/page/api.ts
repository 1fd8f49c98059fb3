import type {
  ActionInput,
  AdvanceInput,
  AdvanceView,
  AgendaView,
  ChatState,
  CompleteInput,
  CompletionView,
  EditInput,
  ErrorView,
  FormInput,
  GuideView,
  MenuInput,
  MessagesPage,
  Outcome,
  RemovalInput,
  SendInput,
  ThreadPage,
} from '../protocol.js';
import { PAGE_HEADER, PERSONA_HEADER, PERSONA_PARAMETER } from '../protocol.js';

/** The server refused the request; the message is a sentence for the reader. */
export class RefusedError extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** The server could not be reached or was not available; the same request can be sent again. */
export class UnreachableError extends Error {}

const TIMEOUT_MS = 30_000;

export interface Api {
  state(): Promise<ChatState>;
  messages(conversation: string, before?: number): Promise<MessagesPage>;
  thread(root: number, before?: number): Promise<ThreadPage>;
  send(input: SendInput, files: readonly File[]): Promise<Outcome>;
  act(input: ActionInput): Promise<Outcome>;
  openMenu(input: MenuInput): Promise<Outcome>;
  edit(input: EditInput): Promise<Outcome>;
  remove(input: RemovalInput): Promise<Outcome>;
  submit(input: FormInput, files: ReadonlyMap<string, File>): Promise<Outcome>;
  complete(input: CompleteInput, signal: AbortSignal): Promise<readonly CompletionView[]>;
  read(conversation: string, upTo: number): Promise<void>;
  agenda(): Promise<AgendaView>;
  advance(step: AdvanceInput): Promise<AdvanceView>;
  /** Where one of the demo's first steps leads. */
  guide(step: 'match' | 'answer'): Promise<GuideView>;
  signOut(): Promise<void>;
  /** The address of the stream or of a file. It contains the persona, because these requests have no headers. */
  address(path: string): string;
}

/** @param persona The persona that makes the requests; empty to use the session. */
export function createApi(persona: string): Api {
  const headers = { [PAGE_HEADER]: '1', ...(persona === '' ? {} : { [PERSONA_HEADER]: persona }) };

  const call = async (path: string, init: RequestInit = {}, timeout: number = TIMEOUT_MS): Promise<unknown> => {
    const limit = AbortSignal.timeout(timeout);
    let response: Response;
    let text: string;
    try {
      response = await fetch(path, {
        ...init,
        headers: { ...headers, ...init.headers },
        signal: init.signal ? AbortSignal.any([init.signal, limit]) : limit,
      });
      text = await response.text();
    } catch (error) {
      throw new UnreachableError(String(error));
    }
    if (response.ok) return parsed(text);
    if (response.status >= 502 && response.status <= 504) throw new UnreachableError(String(response.status));
    throw new RefusedError(response.status, sentenceOf(text));
  };
  const get = (path: string): Promise<unknown> => call(path);
  const post = (path: string, body: unknown, signal?: AbortSignal): Promise<unknown> =>
    call(path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
      ...(signal ? { signal } : {}),
    });
  const upload = (path: string, json: unknown, files: readonly (readonly [part: string, file: File])[]): Promise<unknown> => {
    if (files.length === 0) return post(path, json);
    const body = new FormData();
    body.set('json', JSON.stringify(json));
    for (const [part, file] of files) body.append(`file:${part}`, file, file.name);
    // Ten megabytes take long on a slow connection.
    return call(path, { method: 'POST', body }, TIMEOUT_MS * 10);
  };
  const before = (id: number | undefined): string => (id === undefined ? '' : `?before=${id}`);

  // Responses are not validated, because server and page come from the same build.
  return {
    state: () => get('/api/state') as Promise<ChatState>,
    messages: (conversation, id) => get(`/api/conversations/${conversation}/messages${before(id)}`) as Promise<MessagesPage>,
    thread: (root, id) => get(`/api/threads/${root}${before(id)}`) as Promise<ThreadPage>,
    send: (input, files) =>
      upload(
        '/api/messages',
        input,
        files.map((file, index) => [String(index), file] as const),
      ) as Promise<Outcome>,
    act: (input) => post('/api/actions', input) as Promise<Outcome>,
    openMenu: (input) => post('/api/menus', input) as Promise<Outcome>,
    edit: (input) => post('/api/edits', input) as Promise<Outcome>,
    remove: (input) => post('/api/removals', input) as Promise<Outcome>,
    submit: (input, files) => upload('/api/forms', input, [...files]) as Promise<Outcome>,
    complete: (input, signal) => post('/api/complete', input, signal) as Promise<readonly CompletionView[]>,
    read: async (conversation, upTo) => {
      await post('/api/read', { conversation, upTo });
    },
    agenda: () => get('/api/agenda') as Promise<AgendaView>,
    // A step may cover a year, which takes the server a while.
    advance: (step) =>
      call(
        '/api/time',
        { method: 'POST', body: JSON.stringify(step), headers: { 'content-type': 'application/json' } },
        TIMEOUT_MS * 20,
      ) as Promise<AdvanceView>,
    guide: (step) => get(`/api/guide/${step}`) as Promise<GuideView>,
    signOut: async () => {
      await post('/sign-in/out', {});
    },
    address: (path) =>
      persona === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${PERSONA_PARAMETER}=${encodeURIComponent(persona)}`,
  };
}

/** Parses a response. An incomplete one counts as unreachable. */
function parsed(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch (error) {
    throw new UnreachableError(String(error));
  }
}

function sentenceOf(text: string): string {
  try {
    const view = JSON.parse(text) as Partial<ErrorView>;
    return typeof view.error === 'string' ? view.error : text.slice(0, 200);
  } catch {
    return text.slice(0, 200);
  }
}
