import { notice } from './live.js';

const root = document.documentElement;

/** Paint the page in a theme at once: 'light', 'dark' or 'auto'. */
export function paint(theme) {
  root.dataset.theme = theme;
  const paper = getComputedStyle(root).getPropertyValue('--paper').trim();
  document.querySelectorAll('meta[name="theme-color"]').forEach((meta) => { meta.content = paper; });
}

/** Theme forms change the page at once and are saved in the background; without this script they are plain posts. */
export function start() {
  document.addEventListener('submit', (event) => {
    const form = event.target;
    const button = event.submitter;
    if (!form.matches('[data-theme-form]') || !button || button.name !== 'theme') return;
    event.preventDefault();
    const data = new FormData(form);
    data.set('theme', button.value);
    paint(button.value);
    // The pressed button may have just been hidden: keep the focus on its twin.
    const twin = Array.from(form.querySelectorAll('button')).find((other) => other.getClientRects().length > 0);
    if (button.getClientRects().length === 0 && twin) twin.focus();
    form.querySelectorAll('button[aria-pressed]').forEach((other) => other.setAttribute('aria-pressed', String(other === button)));
    fetch(form.action, { method: 'POST', body: data, credentials: 'same-origin', redirect: 'manual' })
      .then((answer) => { if (answer.status >= 400) throw new Error(String(answer.status)); })
      .catch(() => notice(form.dataset.failed));
  });
}
