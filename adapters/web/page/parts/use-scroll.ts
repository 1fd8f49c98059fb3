import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { MessageView } from '../../protocol.js';
import type { Reveal } from '../state.js';

const NEAR_END_PX = 16;
/** Space above the message to which the list scrolls. */
const MARGIN_PX = 8;

interface ScrollOptions {
  /** The conversation or thread; another one resets the position. */
  readonly place: string | number;
  readonly loaded: boolean;
  readonly messages: readonly MessageView[];
  /** The first unread message at the time of opening. */
  readonly newFrom: number | null;
  /** The id of the last message that is being sent. */
  readonly sending: string | undefined;
  readonly reveal: Reveal | null;
  readonly me: string;
}

export interface Scroll {
  readonly frame: RefObject<HTMLDivElement>;
  /** Scrolled far from the end. */
  readonly away: boolean;
  /** The first message that arrived below the visible part. */
  readonly unseen: number | null;
  readonly onScroll: () => void;
  /** Scrolls to the first unseen message, or to the end. Returns the id of the message that it scrolls to. */
  readonly catchUp: () => number;
  /** Keeps the visible messages in place while older ones are added above. */
  readonly keepPlace: (work: () => Promise<void> | undefined) => Promise<void>;
}

/**
 * The scroll position of the messages. It follows new messages while the reader is at the end, and follows the reader's
 * own messages and their replies; other messages do not move it. It jumps without animation.
 */
export function useScroll(options: ScrollOptions): Scroll {
  const { place, loaded, messages, newFrom, sending, reveal, me } = options;
  const frame = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const last = messages.at(-1)?.id ?? 0;
  const known = useRef({ last, sending, reveal });
  const [away, setAway] = useState(false);
  const [unseen, setUnseen] = useState<number | null>(null);

  const rowOf = (id: number | null): Element | null =>
    frame.current?.querySelector<HTMLElement>(`[data-message="${id}"]`)?.closest('li') ?? null;
  /** The distance of an element's top from the top of the visible part, in pixels. */
  const offsetOf = (element: Element): number => element.getBoundingClientRect().top - (frame.current?.getBoundingClientRect().top ?? 0);
  const toEnd = (): void => {
    if (frame.current) frame.current.scrollTop = frame.current.scrollHeight;
    atEnd.current = true;
  };
  /** Scrolls to the end, but shows new messages, and a message taller than the visible part, from their beginning. */
  const toNewest = (from: number | null): void => {
    toEnd();
    const first = rowOf(from ?? last);
    const mark = first?.previousElementSibling?.classList.contains('new') ? first.previousElementSibling : first;
    const above = mark ? -offsetOf(mark) : 0;
    if (frame.current && above > 0) frame.current.scrollTop -= above;
    atEnd.current = above <= 0;
  };
  /** Scrolls so that both messages are visible if they fit, otherwise the first and at least the beginning of the second. */
  const show = (from: number, to: number): void => {
    const { current } = frame;
    const first = rowOf(from);
    const second = rowOf(to);
    if (!current || !first || !second) return;
    const height = current.clientHeight;
    const top = offsetOf(first);
    const bottom = offsetOf(second) + second.getBoundingClientRect().height;
    if (top >= 0 && bottom <= height) return;
    if (bottom - top <= height && to === last) return toEnd();
    const fits = bottom - top <= height;
    const near = offsetOf(second) - top < height / 2;
    current.scrollTop += fits ? bottom - height : (near ? top : offsetOf(second)) - MARGIN_PX;
    updatePosition();
  };
  const updatePosition = (): void => {
    const { current } = frame;
    if (!current) return;
    const below = current.scrollHeight - current.scrollTop - current.clientHeight;
    atEnd.current = below < NEAR_END_PX;
    setAway(below > current.clientHeight);
    setUnseen((id) => {
      const row = rowOf(id);
      return row && offsetOf(row) >= current.clientHeight ? id : null;
    });
  };

  useLayoutEffect(() => {
    setUnseen(null);
    toNewest(newFrom);
    known.current = { last, sending, reveal };
    setAway(false);
  }, [place, loaded, newFrom]);
  useLayoutEffect(() => {
    const before = known.current;
    known.current = { ...before, last, sending };
    if (sending !== undefined && sending !== before.sending) return toEnd();
    if (atEnd.current) return toNewest(null);
    const fresh = messages.find(({ id, author }) => id > before.last && !(author.type === 'person' && author.user === me));
    const row = fresh && rowOf(fresh.id);
    if (fresh && row && offsetOf(row) >= (frame.current?.clientHeight ?? 0)) setUnseen((id) => id ?? fresh.id);
  }, [last, sending, messages.length]);
  useLayoutEffect(() => {
    if (reveal === known.current.reveal) return;
    known.current = { ...known.current, reveal };
    if (reveal) show(reveal.from, reveal.to);
  }, [reveal]);
  // The end stays visible when cards grow or the window changes.
  useEffect(() => {
    const { current } = frame;
    if (!current) return;
    const observer = new ResizeObserver(() => {
      if (atEnd.current) toEnd();
    });
    observer.observe(current);
    if (current.firstElementChild) observer.observe(current.firstElementChild);
    return () => observer.disconnect();
  }, [place, loaded]);

  return {
    frame,
    away,
    unseen,
    onScroll: updatePosition,
    catchUp() {
      const to = unseen ?? last;
      if (unseen === null) toEnd();
      else toNewest(unseen);
      return to;
    },
    async keepPlace(work) {
      const { current } = frame;
      const before = (current?.scrollHeight ?? 0) - (current?.scrollTop ?? 0);
      await work();
      requestAnimationFrame(() => {
        if (current) current.scrollTop = current.scrollHeight - before;
      });
    },
  };
}
