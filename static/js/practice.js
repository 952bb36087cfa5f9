/* Practice, faster: a form is sent in the background and the question swapped in place. Without this file every
   step is a page of its own, with the same addresses; so back and forward lead to the same places either way. */
import { notice, say } from './live.js';

const SWAPPED = ['.topbar', '#main'];
const TAKEN = new Set([200, 400]); // 400: the response was not taken, the page says why

/** Put the parts of a freshly loaded page in the place of the present ones. False when they are not there. */
function swap(text) {
  const page = new DOMParser().parseFromString(text, 'text/html');
  const parts = SWAPPED.map((part) => [document.querySelector(part), page.querySelector(part)]);
  if (!page.querySelector('#main.quiz') || parts.some(([old, fresh]) => !old || !fresh)) return false;
  parts.forEach(([old, fresh]) => old.replaceWith(document.adoptNode(fresh)));
  document.title = page.title;
  return true;
}

/** After an answer: to the verdict. After a refusal: to the field, with the reason said aloud. */
function settle(form) {
  tick();
  if (form.id === 'flag') {
    const flag = document.querySelector('[form="flag"]');
    flag.focus();
    return;
  }
  const result = document.getElementById('result');
  const problem = document.querySelector('#answer [role="alert"]');
  if (result) {
    result.focus({ preventScroll: true });
    result.scrollIntoView({ block: 'nearest' });
    say(document.getElementById('verdict').textContent.trim().replace(/\s+/g, ' '));
  } else if (problem) {
    say(problem.textContent.trim());
    focusBlank();
  }
}

async function send(form) {
  const scroll = window.scrollY;
  const answer = await fetch(form.action, {
    method: 'POST', body: new URLSearchParams(new FormData(form)), credentials: 'same-origin',
  });
  if (!TAKEN.has(answer.status) || !swap(await answer.text())) {
    form.submit(); // the server says what is wrong on a page of its own; a second submit is the same answer
    return;
  }
  window.scrollTo(0, scroll);
  settle(form);
}

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!form.matches('form[data-swap]')) return;
  event.preventDefault();
  if (form.dataset.busy) return;
  form.dataset.busy = '1';
  send(form).catch(() => {
    delete form.dataset.busy;
    notice(document.body.dataset.failed);
  });
});

/** A blank is where the hands are wanted; on a touch screen that would bring up the keyboard over the question. */
function focusBlank() {
  if (!window.matchMedia('(hover: hover)').matches) return;
  const blank = document.querySelector('#answer input[name="blank"]');
  if (blank) blank.focus({ preventScroll: true });
}

let timer = 0;

/** Run the stopwatch while a question is open. The server counts for itself; this is only to look at. */
function tick() {
  clearInterval(timer);
  const face = document.querySelector('[data-elapsed][data-running]');
  if (!face) return;
  const began = Date.now() - Number(face.dataset.elapsed) * 1000;
  const two = (number) => String(number).padStart(2, '0');
  timer = setInterval(() => {
    const seconds = Math.floor((Date.now() - began) / 1000);
    const hours = Math.floor(seconds / 3600);
    const shown = [two(Math.floor(seconds / 60) % 60), two(seconds % 60)];
    face.textContent = (hours ? [hours, ...shown] : shown).join(':');
  }, 1000);
}

tick();
focusBlank();
