// Seals what was chosen or pasted before anything leaves the page. The fields have no names and stand in no form: there is
// no way but this one.
import { able, fromBase64, seal } from './sealing.js';

const panel = document.getElementById('sealed-import');
const file = document.getElementById('file');
const pasted = document.getElementById('pasted');
const format = document.getElementById('format');
const mode = document.getElementById('mode');
const button = document.getElementById('seal');
const problem = document.getElementById('import-problem');
const steps = document.querySelectorAll('#import-progress [data-step]');
const ENDINGS = { json: 'json', jsonl: 'json_lines', ndjson: 'json_lines', csv: 'csv' };

class Refused extends Error {}

function step(name) {
  for (const one of steps) one.hidden = one.dataset.step !== name;
}

async function chosen() {
  if (file.files.length && pasted.value.trim()) throw new Refused('both');
  const bytes = file.files.length
    ? new Uint8Array(await file.files[0].arrayBuffer())
    : new TextEncoder().encode(pasted.value.trim());
  if (!bytes.length) throw new Refused('nothing');
  if (bytes.length > Number(panel.dataset.longest)) throw new Refused('long');
  return bytes;
}

async function run() {
  const bytes = await chosen();
  step('key');
  const asked = await fetch(panel.dataset.key, { method: 'POST' });
  if (!asked.ok) throw new Refused(asked.status === 429 ? 'many' : 'key');
  const key = await asked.json();
  const body = await seal(fromBase64(key.spki), key.context, bytes);
  bytes.fill(0);
  step('sealed');
  const query = new URLSearchParams({ key: key.key, format: format.value, mode: mode.value });
  const headers = { 'Content-Type': 'application/octet-stream' };
  const sent = await fetch(`${panel.dataset.sealed}?${query}`, { method: 'POST', headers, body });
  if (sent.status === 429) throw new Refused('many');
  // 409: it was not opened, and the report says why
  if (!sent.ok && sent.status !== 409) throw new Refused('failed');
  file.value = '';
  pasted.value = '';
  location.assign(panel.dataset.report);
}

if (able) {
  document.getElementById('unable').hidden = true;
  panel.hidden = false;
  file.addEventListener('change', () => {
    const ending = file.files[0]?.name.toLowerCase().split('.').pop();
    if (ENDINGS[ending]) format.value = ENDINGS[ending];
  });
  button.addEventListener('click', async () => {
    button.disabled = true;
    problem.hidden = true;
    try {
      await run();
    } catch (e) {
      problem.textContent = problem.dataset[e instanceof Refused ? e.message : 'failed'];
      problem.hidden = false;
      step('');
    } finally {
      button.disabled = false;
    }
  });
}
