/** Speak a sentence to screen readers through the page's polite live region. */
export function say(text) {
  const region = document.getElementById('live');
  if (!region) return;
  region.textContent = '';
  // An empty frame in between, or the same sentence twice would be said once.
  requestAnimationFrame(() => { region.textContent = text; });
}

/** Show a short notice at the bottom of the page for some seconds, and speak it. */
export function notice(text, seconds = 6) {
  const toast = document.getElementById('toast');
  if (!toast) return;
  toast.textContent = text;
  toast.hidden = false;
  clearTimeout(notice.timer);
  notice.timer = setTimeout(() => { toast.hidden = true; }, seconds * 1000);
}
