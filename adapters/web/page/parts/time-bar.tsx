import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { between } from '../../../../src/core/time.js';
import type { TimeView } from '../../protocol.js';
import type { PageState } from '../state.js';
import { useApp } from './context.js';
import { Icon } from './icons.js';

const HOUR = 3_600_000;

/** The demo's time machine: the community's time, the next agenda item, and buttons that move the clock. */
export function TimeBar({
  state,
  time,
  guideShown,
  toggleGuide,
}: {
  readonly state: PageState;
  readonly time: TimeView;
  readonly guideShown: boolean;
  readonly toggleGuide: () => void;
}): JSX.Element {
  const app = useApp();
  const { words, dates } = app;
  const [expanded, expand] = useState(false);
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), 10_000);
    return () => clearInterval(timer);
  }, []);
  const steps = [
    { label: words('time.hour'), by: HOUR },
    { label: words('time.day'), by: 24 * HOUR },
    { label: words('time.week'), by: 168 * HOUR },
  ];
  const { progress } = time;
  const busy = state.advancing || progress !== null;
  const share = progress?.to
    ? Math.min(100, Math.floor((100 * between(progress.from, time.now)) / Math.max(1, between(progress.from, progress.to))))
    : null;
  return (
    <section class={`time-bar ${busy ? 'busy' : ''}`} aria-label={words('time.date')} aria-busy={busy}>
      <button
        type="button"
        class="demo-mark"
        aria-expanded={guideShown}
        aria-controls="guide"
        title={words('guide.title')}
        onClick={toggleGuide}
      >
        {words('guide.mark')}
      </button>
      <p class="time-now">
        <Icon name="clock" />
        <span class="visually-hidden">{words('time.date')}: </span>
        <span class="time-full">
          <strong>{dates.fullDay(app.now())}</strong> <span class="time-hour">{dates.time(app.now())}</span>
        </span>
        <strong class="time-short">{dates.short(app.now())}</strong>
      </p>
      <p class="time-next" {...(time.next ? { title: `${time.next.label} · ${dates.short(time.next.at)}` } : {})}>
        {busy ? (
          <>
            <span>{words('time.running')}</span>
            {share !== null && (
              <span class="time-progress">
                <progress max={100} value={share} aria-label={words('time.running')} />{' '}
                <span aria-hidden="true">{words('time.share', { share })}</span>
              </span>
            )}
          </>
        ) : time.next ? (
          <>
            <span>{words('time.next', { what: time.next.label })}</span> <time class="hint">{dates.short(time.next.at)}</time>
          </>
        ) : (
          words('time.nothing')
        )}
      </p>
      <button type="button" class="button small time-toggle" aria-expanded={expanded} onClick={() => expand(!expanded)}>
        <Icon name="forward" /> <span class="button-words">{words('time.move')}</span>
      </button>
      <div class={`time-steps ${expanded ? 'expanded' : ''}`} role="group" aria-label={words('time.move')}>
        {steps.map(({ label, by }) => (
          <button
            key={by}
            type="button"
            class="button small"
            aria-disabled={busy}
            onClick={() => void app.advance({ type: 'by', milliseconds: by })}
          >
            {label}
          </button>
        ))}
        <button type="button" class="button small" aria-disabled={busy} onClick={() => void app.advance({ type: 'until-seen' })}>
          {words('time.until')}
        </button>
      </div>
      <button
        type="button"
        class="button small agenda-toggle"
        aria-expanded={state.panel?.type === 'agenda'}
        onClick={() => app.toggleAgenda()}
      >
        <Icon name="agenda" /> <span class="button-words">{words('agenda')}</span>
      </button>
    </section>
  );
}
