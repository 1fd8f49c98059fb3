import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { PERSONA_PARAMETER } from '../../protocol.js';
import { type Arrival, createApp } from '../app.js';
import { AppContext, useApp, useAppState } from './context.js';
import { ConversationPart } from './conversation.js';
import { ErasedPage } from './erased-page.js';
import { FormDialog } from './form-dialog.js';
import { Guide, useGuide } from './guide.js';
import { Arch, Icon } from './icons.js';
import { KeysDialog, listenToKeys } from './keys.js';
import { AgendaPanel, ThreadPanel } from './panels.js';
import { Sidebar } from './sidebar.js';
import { TimeBar } from './time-bar.js';

type SwitchTo = Parameters<typeof createApp>[1];

/** The persona that this tab plays, from the address; empty for the default. */
function personaOf(): string {
  return new URLSearchParams(location.search).get(PERSONA_PARAMETER) ?? '';
}

export function Root(): JSX.Element {
  const switchTo: SwitchTo = (persona, place) => {
    const hash = place ? `#${place.conversation}` : '';
    history.pushState(null, '', `${location.pathname}?${PERSONA_PARAMETER}=${encodeURIComponent(persona)}${hash}`);
    replace(place?.arrival);
  };
  const [app, setApp] = useState(() => createApp(personaOf(), switchTo));
  const replace = (arrival?: Arrival): void => {
    setApp((old) => {
      old.stop();
      return createApp(personaOf(), switchTo, arrival);
    });
  };
  const [persona, setPersona] = useState(personaOf());
  // The browser's back and forward buttons may lead to another persona.
  useEffect(() => {
    const onPop = (): void => {
      const next = personaOf();
      setPersona((before) => {
        if (before !== next) replace();
        return next;
      });
    };
    window.addEventListener('popstate', onPop);
    return () => window.removeEventListener('popstate', onPop);
  }, []);
  useEffect(() => setPersona(personaOf()), [app]);
  return (
    <AppContext.Provider value={app}>
      <Page key={persona} />
    </AppContext.Provider>
  );
}

function Page(): JSX.Element {
  const app = useApp();
  const state = useAppState(app);
  const { words } = app;
  const [keysShown, showKeys] = useState(false);
  const guide = useGuide();
  useEffect(() => listenToKeys(app, () => showKeys(true)), [app]);
  const { chat } = state;
  const unread = state.conversations.reduce((sum, conversation) => sum + conversation.unread, 0);
  useEffect(() => {
    if (chat) document.title = unread > 0 ? `(${unread}) ${chat.community}` : chat.community;
  }, [chat?.community, unread]);

  if (state.phase === 'erased') return <ErasedPage cards={state.lastReply} />;
  if (!chat) return <StartPage phase={state.phase} problem={state.problem} />;
  const conversation = state.conversations.find(({ id }) => id === state.open);
  const { panel } = state;
  const thread = panel?.type === 'thread' ? (state.threads[panel.root]?.root.conversation ?? state.open) : null;
  const threadConversation = state.conversations.find(({ id }) => id === thread);
  return (
    <div
      class={`shell ${chat.guide && guide.isShown ? 'with-guide' : ''} ${conversation ? 'in-conversation' : 'in-list'} ${panel ? 'with-panel' : ''}`}
    >
      {/* The visible name is in the sidebar, which a small screen hides. */}
      <header class="visually-hidden">
        <h1>{chat.community}</h1>
      </header>
      <a class="skip-link" href="#conversation" onClick={(event) => skip(event, '.conversation [data-message][tabindex="0"]')}>
        {words('skip-to-messages')}
      </a>
      <a class="skip-link" href="#conversation" onClick={(event) => skip(event, '[data-composer]')}>
        {words('skip-to-composer')}
      </a>
      {state.time && <TimeBar state={state} time={state.time} guideShown={guide.isShown} toggleGuide={guide.toggle} />}
      {chat.guide && guide.isShown && <Guide chat={chat} guide={chat.guide} busy={state.advancing} close={guide.toggle} />}
      {/* Without an open conversation the list is the main landmark. */}
      <div class="list-frame" {...(!conversation && { role: 'main' })}>
        <Sidebar state={state} chat={chat} showKeys={() => showKeys(true)} />
      </div>
      {conversation ? (
        <ConversationPart key={conversation.id} state={state} chat={chat} conversation={conversation} />
      ) : (
        <div class="conversation nothing-open" id="conversation">
          <Arch />
        </div>
      )}
      {panel?.type === 'thread' && threadConversation && (
        <ThreadPanel key={panel.root} state={state} chat={chat} root={panel.root} conversation={threadConversation} />
      )}
      {panel?.type === 'agenda' && <AgendaPanel state={state} />}
      {state.form && (
        <FormDialog
          key={`${state.form.form.id}|${state.form.token}`}
          view={state.form}
          errors={state.formErrors}
          submitting={state.submitting}
        />
      )}
      {keysShown && <KeysDialog close={() => showKeys(false)} />}
      {state.notice !== null && (
        <div class="notice" role="alert">
          <p>{state.notice}</p>
          <button type="button" class="icon-button" aria-label={words('close')} onClick={() => app.dismissNotice()}>
            <Icon name="close" />
          </button>
        </div>
      )}
      <div class="visually-hidden" role="log" aria-live="polite" aria-label={words('messages')}>
        {state.announcement}
      </div>
    </div>
  );
}

/** Shown before the chat is loaded: loading, failed, or sign-in needed. */
function StartPage({ phase, problem }: { readonly phase: string; readonly problem: string | null }): JSX.Element {
  const { words } = useApp();
  const signIn = phase === 'sign-in';
  return (
    <main class="threshold" aria-busy={phase === 'loading'}>
      <Arch />
      {phase === 'loading' && <p role="status">{words('loading')}</p>}
      {phase === 'failed' && <p role="alert">{problem}</p>}
      {signIn && (
        <>
          <h1>{words('sign-in.needed')}</h1>
          <p>{words('sign-in.how')}</p>
          <p>
            <a href="/sign-in/ask">{words('entry.link.title')}</a>
          </p>
        </>
      )}
    </main>
  );
}

/** Moves the focus without changing the address, which names the open conversation. */
function skip(event: Event, selector: string): void {
  event.preventDefault();
  document.querySelector<HTMLElement>(selector)?.focus();
}
