/* What every page does. Nobody imports this file: shared functions live in live.js and hotkeys.js. */
import * as hotkeys from './hotkeys.js';
import * as shortcuts from './shortcuts.js';
import * as theme from './theme.js';

theme.start();
shortcuts.start();
hotkeys.listen();
