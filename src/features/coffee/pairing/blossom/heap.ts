// A binary heap of events by time, in typed arrays. Events are integers. The order of events of equal time is part of the result of the
// solver (see compatibility.ts), so a different heap would change which of several best matchings is found.

export class EventHeap {
  size = 0;
  #times = new Float64Array(1024);
  #events = new Int32Array(1024);

  clear(): void {
    this.size = 0;
  }

  /** Time of the earliest event; Infinity when the heap is empty. */
  firstTime(): number {
    return this.size === 0 ? Infinity : this.#times[0]!;
  }

  /** Whether the earliest event comes by this time. */
  comesBy(limit: number): boolean {
    return this.firstTime() <= limit;
  }

  push(time: number, event: number): void {
    if (this.size === this.#times.length) this.#grow();
    const times = this.#times;
    const events = this.#events;
    let at = this.size++;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (times[up]! <= time) break;
      times[at] = times[up]!;
      events[at] = events[up]!;
      at = up;
    }
    times[at] = time;
    events[at] = event;
  }

  /** Removes and returns the earliest event. The heap must not be empty. */
  pop(): number {
    const times = this.#times;
    const events = this.#events;
    const first = events[0]!;
    const size = --this.size;
    const time = times[size]!;
    const event = events[size]!;
    let at = 0;
    for (let down = 1; down < size; down = 2 * at + 1) {
      if (down + 1 < size && times[down + 1]! < times[down]!) down++;
      if (times[down]! >= time) break;
      times[at] = times[down]!;
      events[at] = events[down]!;
      at = down;
    }
    times[at] = time;
    events[at] = event;
    return first;
  }

  #grow(): void {
    const times = new Float64Array(2 * this.#times.length);
    const events = new Int32Array(2 * this.#events.length);
    times.set(this.#times);
    events.set(this.#events);
    this.#times = times;
    this.#events = events;
  }
}
