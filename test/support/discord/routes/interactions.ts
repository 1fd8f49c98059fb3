import { bodyOf, param, type Route } from './route.js';

export const interactionRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/interactions/:interaction/:token/callback',
    anonymous: true,
    run(request) {
      const { interactions, query, files } = request;
      const { body } = interactions.answer(param(request, 'interaction'), param(request, 'token'), bodyOf(request), files);
      return query.get('with_response') === 'true' ? { body } : { status: 204 };
    },
  },
  {
    method: 'POST',
    path: '/webhooks/:application/:token',
    anonymous: true,
    run(request) {
      const { interactions, files } = request;
      return { body: interactions.followUp(interactions.byToken(param(request, 'token')), bodyOf(request), files).message };
    },
  },
  {
    method: 'GET',
    path: '/webhooks/:application/:token/messages/:message',
    anonymous: true,
    run(request) {
      const { interactions } = request;
      return { body: interactions.look(interactions.byToken(param(request, 'token')), param(request, 'message')) };
    },
  },
  {
    method: 'PATCH',
    path: '/webhooks/:application/:token/messages/:message',
    anonymous: true,
    run(request) {
      const { interactions, files } = request;
      const interaction = interactions.byToken(param(request, 'token'));
      return { body: interactions.edit(interaction, param(request, 'message'), bodyOf(request), files).message };
    },
  },
  {
    method: 'DELETE',
    path: '/webhooks/:application/:token/messages/:message',
    anonymous: true,
    run(request) {
      const { interactions } = request;
      interactions.remove(interactions.byToken(param(request, 'token')), param(request, 'message'));
      return { status: 204 };
    },
  },
];
