/**
 * What became of a link: `alive`; `gone`, the server says that there is nothing; `refused`, it says something else than the page;
 * `unreachable`, nothing answers; `closed`, it leads, perhaps by a redirect, to an address that is not on the internet, or in circles.
 */
export type LinkState = 'alive' | 'gone' | 'refused' | 'unreachable' | 'closed';

export interface LinkFound {
  readonly state: LinkState;
  /** The status of the answer, if there was one. */
  readonly status?: number;
}

/** Looks whether links still lead somewhere. */
export interface Links {
  /** False where there is no internet: then nothing is checked. */
  readonly isOn: boolean;
  /** Asks the link's server, never an address that is not on the internet. Never throws. */
  check(link: string): Promise<LinkFound>;
}
