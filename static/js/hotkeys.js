/* Shortcuts are declared in the page: data-key="b 2" on whatever the key should press.
   Words: a character as typed, lower case, or Enter, Space, Escape, ArrowLeft, … Several are parted by spaces. */

const TYPING = 'input:not([type=radio]):not([type=checkbox]):not([type=submit]), textarea, select, [contenteditable]';
const PRESSABLE = 'a[href], button, summary, label';

/** True when a key press may be taken as a shortcut: nobody is typing, composing Chinese, or holding a modifier. */
export function isHotkey(event) {
  if (event.isComposing || event.keyCode === 229) return false;
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.defaultPrevented) return false;
  const target = event.target instanceof Element ? event.target : null;
  return !(target && (target.closest(TYPING) || document.querySelector('dialog[open]')));
}

/** The word that data-key uses for this key. */
export function keyName(event) {
  if (event.key === ' ' || event.code === 'Space') return 'Space';
  return event.key.length === 1 ? event.key.toLowerCase() : event.key;
}

/** The visible, enabled element that the page binds to a key, or undefined. */
export function boundTo(name) {
  return Array.from(document.querySelectorAll('[data-key]')).find(
    (element) => element.dataset.key.split(' ').includes(name) && !element.disabled && element.getClientRects().length > 0,
  );
}

/** Start listening: a bound key clicks its element, and focuses it when it is a choice. */
export function listen() {
  document.addEventListener('keydown', (event) => {
    if (!isHotkey(event)) return;
    const name = keyName(event);
    const native = event.target instanceof Element && event.target.closest(PRESSABLE);
    if (native && (name === 'Enter' || name === 'Space')) return; // the focused control answers itself
    if (name === 'Space' && event.target.type === 'checkbox') return;
    if (name.startsWith('Arrow') && event.target.type === 'radio') return; // moves among the options
    const element = boundTo(name);
    if (!element) return;
    event.preventDefault();
    if (element.matches('input')) element.focus();
    element.click();
  });
}
