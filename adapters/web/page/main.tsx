import { render } from 'preact';
import { Root } from './parts/root.js';
import './styles/page.css';

const place = document.getElementById('page');
if (place) {
  place.replaceChildren();
  render(<Root />, place);
}
