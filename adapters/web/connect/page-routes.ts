import { Hono } from 'hono';
import type { PageFiles } from './page-files.js';

/** The chat's page and its assets. */
export function pageRoutes(pageFiles: PageFiles): Hono {
  const app = assetRoutes(pageFiles);
  app.get('/', (context) => pageFiles.serve(context, 'index.html') ?? context.text('The page is not built yet: run `npm run build`.', 503));
  return app;
}

/** Styles, scripts and pictures, which the sign-in page needs too. */
export function assetRoutes(pageFiles: PageFiles): Hono {
  return new Hono().get('/assets/:name', (context) => pageFiles.serve(context, context.req.param('name')) ?? context.notFound());
}
