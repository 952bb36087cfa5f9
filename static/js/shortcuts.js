import { isHotkey } from './hotkeys.js';

/** '?' opens the shortcuts page in a dialog, so that nobody loses the question at hand. */
export function start() {
  const help = document.querySelector('link[rel="help"]');
  if (!help) return;
  document.addEventListener('keydown', (event) => {
    if ((event.key !== '?' && event.key !== '？') || !isHotkey(event)) return;
    event.preventDefault();
    open(help.href);
  });
}

async function open(address) {
  const dialog = document.createElement('dialog');
  if (!dialog.showModal) { location.href = address; return; }
  try {
    const answer = await fetch(address, { credentials: 'same-origin' });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const content = page.getElementById('shortcuts');
    if (!content) throw new Error('no shortcuts in the page');
    dialog.className = 'dialog';
    dialog.setAttribute('aria-labelledby', 'shortcuts-title');
    dialog.append(document.adoptNode(content));
    const close = dialog.querySelector('.close');
    close.hidden = false;
    close.addEventListener('click', () => dialog.close());
    dialog.addEventListener('click', (event) => { if (event.target === dialog) dialog.close(); });
    dialog.addEventListener('close', () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  } catch {
    location.href = address;
  }
}
