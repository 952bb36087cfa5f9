/* Many topics: type a few characters to see only those that have them. */
const search = document.getElementById('topic-search');
if (search) {
  const labels = Array.from(document.querySelectorAll('.topics label'));
  const none = document.getElementById('no-topic');
  search.parentElement.hidden = false;
  search.addEventListener('input', () => {
    const wanted = search.value.trim().toLowerCase();
    labels.forEach((label) => {
      const chosen = label.querySelector('input').checked;
      label.hidden = !chosen && !label.textContent.toLowerCase().includes(wanted);
    });
    none.hidden = labels.some((label) => !label.hidden);
  });
  search.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') event.preventDefault(); // a search must not begin the practice
  });
}
const other = document.getElementById('other');
if (other) {
  other.addEventListener('input', () => { document.querySelector('input[name="count"][value="other"]').checked = true; });
}
