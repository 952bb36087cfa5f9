/* A review without reloading: pages are fetched and the task is swapped in. The server decides everything;
   without this script the same links and forms do the same, one page load each. */
import { notice, say } from './live.js';

const HOME = location.pathname;
const PREFETCH_AFTER_MS = 200;
let busy = false;
let back = null; // the answer of the card in view, asked for once its front has been painted

/** The server said no; its error page has the sentence for the learner. */
class Refused extends Error {
  constructor(page) {
    const sentence = page.querySelector('main h1 ~ p');
    super(sentence ? sentence.textContent.trim() : document.body.dataset.failed);
  }
}

const stage = () => document.querySelector('.focus');

async function fetchPage(address, options = {}) {
  const answer = await fetch(address, { credentials: 'same-origin', ...options });
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  if (!answer.ok) throw new Refused(page);
  if (new URL(answer.url).pathname !== HOME) { location.assign(answer.url); return null; }
  return page;
}

function swap(page) {
  const fresh = page.querySelector('.focus');
  if (!fresh) throw new Error('no review in the page');
  const focused = document.adoptNode(fresh);
  stage().replaceWith(focused);
  document.title = page.title;
  scrollTo(0, 0);
  // What takes the focus is read by it; a new front is said.
  const wanted = focused.querySelector('[data-focus]');
  (wanted || focused.querySelector('main')).focus({ preventScroll: true });
  const said = focused.querySelector('.flash-message') || (wanted ? null : focused.querySelector('#stem'));
  if (said) say(said.textContent.trim());
  prefetch();
}

function prefetch() {
  const link = document.querySelector('[data-show]');
  back = null;
  if (!link) return;
  setTimeout(() => {
    if (!link.isConnected || back || busy) return; // busy: it has been asked for already
    back = { address: link.href, page: fetchPage(link.href) };
    back.page.catch(() => { back = null; });
  }, PREFETCH_AFTER_MS);
}

async function go(promise) {
  if (busy) return;
  busy = true;
  stage().setAttribute('aria-busy', 'true');
  try {
    const page = await promise();
    if (page) swap(page);
  } catch (problem) {
    stage().removeAttribute('aria-busy');
    notice(problem instanceof Refused ? problem.message : document.body.dataset.failed);
  } finally {
    busy = false;
  }
}

document.addEventListener('click', (event) => {
  const link = event.target instanceof Element && event.target.closest('[data-show]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  const ready = back && back.address === link.href ? back.page : null;
  back = null;
  go(() => ready || fetchPage(link.href));
});

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!form.matches('[data-review]') || !event.submitter) return; // an old browser sends the form itself
  event.preventDefault();
  const data = new FormData(form);
  if (event.submitter.name) data.set(event.submitter.name, event.submitter.value);
  go(() => fetchPage(form.action, { method: 'POST', body: data }));
});

prefetch();
