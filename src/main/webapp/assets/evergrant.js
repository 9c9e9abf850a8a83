// What pages gain by a script; all of them work without it.
const root = document.documentElement;
const language = root.lang || 'en';

/* times: the server writes them in the zone of the account, else in the browser's, which it is told here; what it wrote
   before it knew is written again */
const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
const { zone, zoneSource } = root.dataset;
const asWritten = zoneSource === 'account' || zone === here;
if (zoneSource && !asWritten) {
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  document.cookie = `evergrant-zone=${encodeURIComponent(here)}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
}
const exact = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' });
const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
const units = [['day', 86400], ['hour', 3600], ['minute', 60], ['second', 1]];

function tell(time) {
  const at = new Date(time.dateTime);
  time.dataset.written ??= time.textContent;
  const seconds = Math.round((at - Date.now()) / 1000);
  const [unit, size] = units.find(([, s]) => Math.abs(seconds) >= s) ?? units[3];
  time.textContent = time.classList.contains('relative') && Math.abs(seconds) < 30 * 86400
    ? relative.format(Math.trunc(seconds / size), unit)
    : asWritten ? time.dataset.written : exact.format(at);
}
const tellAll = () => document.querySelectorAll('time[datetime]').forEach(tell);
tellAll();
setInterval(tellAll, 10_000);

/* copying */
for (const button of document.querySelectorAll('[data-copy]')) {
  if (!navigator.clipboard) continue;
  const word = button.textContent;
  button.hidden = false;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = word; }, 2_000);
  });
}

/* light or dark, other than the system says */
const chosen = localStorage.getItem('theme');
if (chosen === 'light' || chosen === 'dark') root.dataset.theme = chosen;
for (const button of document.querySelectorAll('[data-theme-switch]')) {
  button.hidden = false;
  button.addEventListener('click', () => {
    const dark = root.dataset.theme
      ? root.dataset.theme === 'dark'
      : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
    localStorage.setItem('theme', root.dataset.theme);
  });
}

/* keys: one leads to the search field, one to the list of them; whoever speaks to the machine switches them off */
const keys = document.getElementById('shortcuts');
const keysOn = document.getElementById('shortcuts-on');
for (const button of document.querySelectorAll('[data-shortcuts]')) button.hidden = false;
if (keysOn) {
  keysOn.checked = localStorage.getItem('shortcuts') !== 'off';
  keysOn.addEventListener('change', () => {
    localStorage.setItem('shortcuts', keysOn.checked ? 'on' : 'off');
  });
}
/* a browser gives the focus back by itself, except to where it was in the open menu */
let before;
keys?.addEventListener('beforetoggle', ({ newState }) => {
  if (newState === 'open') before = document.activeElement;
});
keys?.addEventListener('toggle', ({ newState }) => {
  const lost = [document.body, null].includes(document.activeElement) || keys.contains(document.activeElement);
  if (newState === 'closed' && lost && before?.checkVisibility()) before.focus();
});
const written = 'textarea, select, input:not([type=submit], [type=button], [type=checkbox], [type=radio])';
addEventListener('keydown', (event) => {
  if (localStorage.getItem('shortcuts') === 'off' || event.ctrlKey || event.metaKey || event.altKey
      || event.target.closest(written)) return;
  const target = document.querySelector(`[data-shortcut="${CSS.escape(event.key)}"]`);
  if (event.key === '?' && keys) {
    event.preventDefault();
    keys.togglePopover();
  } else if (target) {
    event.preventDefault();
    target.focus();
  }
});

/* what was opened closes when the focus goes on past it, so that it hides nothing that has the focus */
addEventListener('focusin', ({ target }) => {
  if (target.closest('[popover]') || target.popoverTargetElement) return;
  for (const opened of document.querySelectorAll(':popover-open')) opened.hidePopover();
});

/* a search field that leaves only what matches in the list it names */
for (const field of document.querySelectorAll('[data-filter]')) {
  const list = document.getElementById(field.dataset.filter);
  field.addEventListener('input', () => {
    const asked = field.value.trim().toLowerCase();
    for (const item of list.querySelectorAll('[data-name]')) {
      item.hidden = !item.dataset.name.toLowerCase().includes(asked);
    }
    for (const group of list.querySelectorAll('[data-group]')) {
      group.hidden = !group.querySelector('[data-name]:not([hidden])');
    }
  });
}

/* following a page: loads it again until the button is pressed once more; it keeps the focus, and waits while something else has it */
for (const button of document.querySelectorAll('[data-live]')) {
  const key = 'live:' + location.pathname;
  button.hidden = false;
  const on = sessionStorage.getItem(key) === 'on';
  button.setAttribute('aria-pressed', String(on));
  button.addEventListener('click', () => {
    sessionStorage.setItem(key, on ? 'off' : 'on');
    location.reload();
  });
  if (on) {
    button.focus({ preventScroll: true });
    setInterval(() => {
      if ([button, document.body].includes(document.activeElement)) location.reload();
    }, Number(button.dataset.live) * 1000);
  }
}
