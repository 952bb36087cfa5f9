/* What every page does. Nobody imports this file: shared functions live in live.js and hotkeys.js. */
import * as hotkeys from './hotkeys.js';
import { notice } from './live.js';
import * as shortcuts from './shortcuts.js';
import * as theme from './theme.js';

theme.start();
shortcuts.start();
hotkeys.listen();

// A swapped-in fragment may ask for the focus, so that the result of an answer is read at once.
document.addEventListener('htmx:afterSwap', (event) => {
  const wanted = event.target instanceof Element && event.target.querySelector('[data-focus]');
  if (!wanted) return;
  wanted.focus({ preventScroll: true });
  wanted.scrollIntoView({ block: 'nearest' });
});

// A request that failed must not look as if nothing had been pressed.
const failed = () => notice(document.body.dataset.failed);
document.addEventListener('htmx:sendError', failed);
document.addEventListener('htmx:responseError', failed);
