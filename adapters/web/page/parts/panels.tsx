import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { ChatState, ConversationView } from '../../protocol.js';
import type { TimelineItem } from '../../timeline.js';
import type { PageState } from '../state.js';
import { Composer } from './composer.js';
import { useApp } from './context.js';
import { Icon } from './icons.js';
import { TimelinePart } from './timeline.js';

function Panel({ title, children }: { readonly title: string; readonly children: ComponentChildren }): JSX.Element {
  const app = useApp();
  const heading = useRef<HTMLHeadingElement>(null);
  // The focus moves into the panel, and back when it closes.
  useEffect(() => {
    const before = document.activeElement;
    heading.current?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <aside class="panel" aria-label={title}>
      <header class="panel-head">
        <h2 tabIndex={-1} ref={heading}>
          {title}
        </h2>
        <button
          type="button"
          class="icon-button"
          aria-label={app.words('close')}
          title={app.words('close')}
          onClick={() => app.closePanel()}
        >
          <Icon name="close" />
        </button>
      </header>
      {children}
    </aside>
  );
}

export function ThreadPanel({
  state,
  chat,
  root,
  conversation,
}: {
  readonly state: PageState;
  readonly chat: ChatState;
  readonly root: number;
  readonly conversation: ConversationView;
}): JSX.Element {
  const { words } = useApp();
  const thread = state.threads[root];
  return (
    <Panel title={words('thread')}>
      <TimelinePart
        conversation={conversation}
        timeline={thread}
        {...(thread ? { root: thread.root } : {})}
        outbox={state.outbox.filter((outgoing) => outgoing.thread === root)}
        me={chat.reader.user}
        reveal={state.reveal}
      />
      {thread?.root.closed ? (
        <p class="hint thread-closed" role="status">
          {words('thread.closed')}
        </p>
      ) : (
        <Composer
          conversation={conversation.id}
          thread={root}
          label={words('write-answer')}
          commands={chat.commands}
          user={chat.reader.user}
        />
      )}
    </Panel>
  );
}

export function AgendaPanel({ state }: { readonly state: PageState }): JSX.Element {
  const { words } = useApp();
  const { agenda } = state;
  return (
    <Panel title={words('agenda')}>
      <div class="agenda" tabIndex={0} role="region" aria-label={words('agenda')}>
        <p class="hint">{words('agenda.about')}</p>
        {agenda ? (
          <>
            <AgendaList title={words('agenda.upcoming')} items={agenda.upcoming} none={words('agenda.none')} />
            <AgendaList title={words('agenda.done')} items={agenda.done} none={words('agenda.none-done')} />
          </>
        ) : (
          <p role="status">{words('loading')}</p>
        )}
      </div>
    </Panel>
  );
}

function AgendaList({
  title,
  items,
  none,
}: {
  readonly title: string;
  readonly items: readonly TimelineItem[];
  readonly none: string;
}): JSX.Element {
  const { words, dates } = useApp();
  return (
    <section>
      <h3 class="section-title">{title}</h3>
      {items.length === 0 && <p class="hint">{none}</p>}
      <ol class="agenda-list">
        {items.map((item) => (
          <li key={item.key} class={`agenda-item ${item.state}`}>
            <time>{dates.short(item.at)}</time>
            <p dir="auto">{item.label}</p>
            {item.state !== 'planned' && item.state !== 'done' && <span class="state">{words(`agenda.state.${item.state}`)}</span>}
          </li>
        ))}
      </ol>
    </section>
  );
}
