import type { JSX } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import { between } from '../../../../src/core/time.js';
import type { ConversationView, MessageView } from '../../protocol.js';
import { hasMatter } from '../links.js';
import type { Outgoing, Reveal, Timeline } from '../state.js';
import { useApp } from './context.js';
import { Icon, type IconName } from './icons.js';
import { MessageRow, PersonText } from './message.js';
import { useScroll } from './use-scroll.js';

const CONTINUED_WITHIN_MS = 5 * 60_000;

interface TimelineProps {
  readonly conversation: ConversationView;
  readonly timeline: Timeline | undefined;
  readonly outbox: readonly Outgoing[];
  readonly me: string;
  readonly reveal: Reveal | null;
  /** A thread's first message, shown above the replies. */
  readonly root?: MessageView;
  readonly older?: () => Promise<void>;
}

/** Messages with dates between them; the arrow keys move between messages. */
export function TimelinePart({ conversation, timeline, outbox, me, reveal, root, older }: TimelineProps): JSX.Element {
  const { words, dates } = useApp();
  const [stop, setStop] = useState<number | null>(null);
  const messages = [...(root ? [root] : []), ...(timeline?.messages ?? [])];
  const last = messages.at(-1)?.id ?? 0;
  const place = root?.id ?? conversation.id;
  const { frame, away, unseen, onScroll, catchUp, keepPlace } = useScroll({
    place,
    loaded: timeline !== undefined,
    messages,
    newFrom: timeline?.newFrom ?? null,
    sending: outbox.at(-1)?.id,
    reveal,
    me,
  });
  useLayoutEffect(() => setStop(null), [place, timeline === undefined, timeline?.newFrom]);
  const onKeyDown = (event: KeyboardEvent): void => move(event, frame.current, setStop);

  const leaving = outbox.map((outgoing) => (
    <li key={outgoing.id}>
      <OutgoingRow outgoing={outgoing} />
    </li>
  ));
  // What was written meanwhile is shown too: the rest may not come as long as the connection is away.
  if (!timeline) {
    return (
      <div class="timeline-frame">
        <div class="timeline loading" ref={frame}>
          <Skeleton label={words('loading')} />
          {leaving.length > 0 && (
            <ol class="messages" aria-label={words('messages')}>
              {leaving}
            </ol>
          )}
        </div>
      </div>
    );
  }
  const rows: JSX.Element[] = [];
  let previous: MessageView | undefined;
  for (const message of messages) {
    const newDay = !previous || dates.key(previous.at) !== dates.key(message.at);
    const isNew = message.id === timeline.newFrom;
    if (newDay || isNew) {
      rows.push(
        <li key={`before-${message.id}`} class={isNew ? 'between new' : 'between'}>
          <span>
            {newDay && dates.day(message.at)}
            {newDay && isNew && ' · '}
            {isNew && words('new-messages')}
          </span>
        </li>,
      );
    }
    rows.push(
      <li key={message.id} class={message.id === root?.id ? 'thread-root' : ''}>
        <MessageRow
          message={message}
          continued={!newDay && !isNew && previous !== undefined && isContinued(previous, message)}
          own={message.author.type === 'person' && message.author.user === me}
          markPrivate={conversation.kind !== 'direct'}
          menu={root?.author.type === 'bot' || hasMatter(message)}
          changes={root?.opens ? (root.closed ? 'delete' : 'all') : null}
          threads={root === undefined && conversation.kind !== 'direct'}
          everyLanguage={conversation.kind === 'direct'}
          isStop={message.id === (stop ?? last)}
        />
      </li>,
    );
    previous = message;
  }
  return (
    <div class="timeline-frame">
      <div class="timeline" ref={frame} onScroll={onScroll} onKeyDown={onKeyDown} onFocusIn={(event) => setStop(idOf(event.target))}>
        <ol class="messages" aria-label={root ? words('thread') : words('messages')}>
          {timeline.more && older && (
            <li class="between">
              <button type="button" class="button small" onClick={() => void keepPlace(older)}>
                {words('older')}
              </button>
            </li>
          )}
          {messages.length === 0 && outbox.length === 0 && (
            <li class="nothing-said">
              <Empty kind={conversation.kind} />
            </li>
          )}
          {rows}
          {leaving}
        </ol>
      </div>
      {(away || unseen !== null) && (
        <button
          type="button"
          class={`button small to-newest ${unseen === null ? '' : 'primary'}`}
          onClick={() => {
            frame.current?.querySelector<HTMLElement>(`[data-message="${catchUp()}"]`)?.focus({ preventScroll: true });
          }}
        >
          <Icon name="down" /> {words(unseen === null ? 'to-newest' : 'new-messages')}
        </button>
      )}
    </div>
  );
}

function isContinued(first: MessageView, second: MessageView): boolean {
  const author = ({ author }: MessageView): string => (author.type === 'bot' ? '' : author.user);
  return author(first) === author(second) && between(first.at, second.at) < CONTINUED_WITHIN_MS && first.onlyYou === second.onlyYou;
}

function idOf(target: EventTarget | null): number | null {
  const message = target instanceof HTMLElement ? target.closest<HTMLElement>('[data-message]') : null;
  return message ? Number(message.dataset['message']) : null;
}

/** Moves the focus between messages with the arrow keys, Home and End, while a message itself has the focus. */
function move(event: KeyboardEvent, frame: HTMLElement | null, setStop: (id: number) => void): void {
  const { target } = event;
  if (!frame || !(target instanceof HTMLElement) || target.dataset['message'] === undefined) return;
  const all = [...frame.querySelectorAll<HTMLElement>('[data-message]')];
  const at = all.indexOf(target);
  const next = { ArrowUp: all[at - 1], ArrowDown: all[at + 1], Home: all[0], End: all.at(-1) }[event.key];
  if (next) {
    event.preventDefault();
    setStop(Number(next.dataset['message']));
    next.focus();
  }
}

function OutgoingRow({ outgoing }: { readonly outgoing: Outgoing }): JSX.Element {
  const app = useApp();
  const { words } = app;
  return (
    <article class={`message from-me outgoing ${outgoing.state}`} aria-label={words(outgoing.state === 'sending' ? 'sending' : 'not-sent')}>
      <div class="message-main">
        <div class="message-body">
          {outgoing.text !== '' && <PersonText text={outgoing.text} />}
          {outgoing.files.map(({ name }) => (
            <p key={name} class="file">
              <Icon name="file" />
              <bdi class="file-name">{name}</bdi>
            </p>
          ))}
        </div>
        <p class="hint sending-state">
          {outgoing.problem ?? words(outgoing.state === 'sending' ? 'sending' : 'not-sent')}
          {outgoing.state !== 'sending' && (
            <>
              <button type="button" class="link-button" onClick={() => app.retry(outgoing.id)}>
                {words('send-again')}
              </button>
              <button type="button" class="link-button" onClick={() => app.takeBack(outgoing.id)}>
                {words('edit')}
              </button>
              <button type="button" class="link-button" onClick={() => app.discard(outgoing.id)}>
                {words('discard')}
              </button>
            </>
          )}
        </p>
      </div>
    </article>
  );
}

const EMPTY: Readonly<Record<ConversationView['kind'], IconName>> = { direct: 'place', group: 'people', channel: 'place' };

function Empty({ kind }: { readonly kind: ConversationView['kind'] }): JSX.Element {
  const { words } = useApp();
  return (
    <div class="empty">
      <Icon name={EMPTY[kind]} />
      <p class="empty-title">{words(`empty.${kind}`)}</p>
      <p>{words(`empty.${kind}.hint`)}</p>
    </div>
  );
}

function Skeleton({ label }: { readonly label: string }): JSX.Element {
  return (
    <div class="skeleton-frame" role="status" aria-busy="true">
      <span class="visually-hidden">{label}</span>
      <div class="skeleton" aria-hidden="true">
        {[72, 48, 86, 60].map((width) => (
          <div key={width} class="skeleton-row">
            <span class="skeleton-dot" />
            <span class={`skeleton-line w${width}`} />
          </div>
        ))}
      </div>
    </div>
  );
}
