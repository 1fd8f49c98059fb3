import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { App } from '../app.js';
import type { PageState } from '../state.js';

export const AppContext = createContext<App | undefined>(undefined);

/**
 * The page that a component stands in.
 *
 * @throws {Error} Outside the page’s components.
 */
export function useApp(): App {
  const app = useContext(AppContext);
  if (!app) throw new Error('used outside the page');
  return app;
}

/** The page's state; the component renders again when it changes. */
export function useAppState(app: App): PageState {
  const [state, setState] = useState(app.state.get());
  useEffect(() => {
    setState(app.state.get());
    return app.state.subscribe(() => setState(app.state.get()));
  }, [app]);
  return state;
}
