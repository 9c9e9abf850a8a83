// The log: what may come next while a question is typed, and how many new answers there are. New ones are counted only
// while that is switched on and the page is seen; to show them is for the person to decide.
const PAUSE = 10_000;

/* the list under the field follows what was typed: the last word makes room for a part */
const field = document.getElementById('q');
const list = document.getElementById('next');
const begun = field.value.trim();
const parts = [...list.options].map((option) => option.value.slice(begun.length).trim());

function suggest() {
  const typed = field.value;
  const before = typed.slice(0, typed.search(/\S*$/));
  const minus = typed.slice(before.length).startsWith('-') ? '-' : '';
  [...list.options].forEach((option, i) => { option.value = before + minus + parts[i]; });
}
field.addEventListener('input', suggest);

/* n new */
const button = document.getElementById('watch');
const news = document.getElementById('news');
const told = document.getElementById('watched');
const key = 'watch:' + location.pathname;

const isOn = () => button.getAttribute('aria-pressed') === 'true';

async function look() {
  if (!isOn() || document.hidden) return;
  try {
    const answer = await fetch(button.dataset.ask, { redirect: 'error' });
    if (!answer.ok) throw new Error(String(answer.status));
    const { count, more } = await answer.json();
    news.hidden = count === 0;
    news.textContent = `${count.toLocaleString()}${more ? '+' : ''} ${button.dataset.new}`;
    told.textContent = count === 0 ? button.dataset.none : '';
  } catch {
    told.textContent = button.dataset.lost;
  }
}

function set(on) {
  button.setAttribute('aria-pressed', String(on));
  sessionStorage.setItem(key, on ? 'on' : 'off');
  told.textContent = '';
  look();
}

if (button) {
  button.hidden = false;
  button.addEventListener('click', () => set(!isOn()));
  if (sessionStorage.getItem(key) === 'on') set(true);
  setInterval(look, PAUSE);
  document.addEventListener('visibilitychange', look);
}
