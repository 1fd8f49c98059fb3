import { render } from 'preact';
import { Root } from './parts/root.js';

const place = document.getElementById('page');
if (place) {
  place.replaceChildren();
  render(<Root />, place);
}
