// Receives a refresh token: makes a key whose private half cannot leave this page, asks, waits for the second admin, and
// opens what comes. The token is in this page's text and nowhere else; the key goes with the page.
import { able, makeReader, open, toBase64 } from './sealing.js';

const panel = document.getElementById('receiving');
const problem = document.getElementById('hand-over-problem');
const section = (name) => document.getElementById(name);
const PAUSE = 2_000;

class Refused extends Error {}

function show(name) {
  for (const one of ['asking', 'waiting', 'received']) section(one).hidden = one !== name;
}

async function refused(answer) {
  const told = answer.headers.get('Content-Type')?.startsWith('application/json') ? await answer.json() : {};
  return new Refused(told.why ?? 'failed');
}

async function ask(reader) {
  const spki = toBase64(await crypto.subtle.exportKey('spki', reader.publicKey));
  const body = JSON.stringify({ grant: panel.dataset.grant, reason: section('reason').value, spki });
  const headers = { 'Content-Type': 'application/json' };
  const answer = await fetch(panel.dataset.ask, { method: 'POST', headers, body });
  if (!answer.ok) throw await refused(answer);
  return answer.json();
}

async function approved(address) {
  for (;;) {
    await new Promise((resolve) => { setTimeout(resolve, PAUSE); });
    const answer = await fetch(address);
    if (!answer.ok) throw new Refused('failed');
    const { state } = await answer.json();
    if (state === 'approved') return;
    if (state !== 'asked') throw new Refused(state === 'handed_over' ? 'not_good' : state);
  }
}

async function collect(address) {
  for (;;) {
    const answer = await fetch(address, { method: 'POST' });
    if (answer.ok) return new Uint8Array(await answer.arrayBuffer());
    const why = await refused(answer);
    // a refresh is under way and would spend the token
    if (why.message !== 'busy') throw why;
    await new Promise((resolve) => { setTimeout(resolve, PAUSE); });
  }
}

async function run() {
  const reader = await makeReader();
  const wish = await ask(reader);
  const address = `${panel.dataset.mine}?${new URLSearchParams({ id: wish.id })}`;
  section('code').textContent = wish.code;
  show('waiting');
  await approved(address);
  const opened = await open(reader.privateKey, wish.context, await collect(address));
  section('token').textContent = new TextDecoder().decode(opened);
  show('received');
}

if (able) {
  section('unable').hidden = true;
  panel.hidden = false;
  section('ask').addEventListener('click', async () => {
    section('ask').disabled = true;
    problem.hidden = true;
    try {
      await run();
    } catch (e) {
      problem.textContent = problem.dataset[e instanceof Refused ? e.message : 'failed'] ?? problem.dataset.failed;
      problem.hidden = false;
      show('asking');
    } finally {
      section('ask').disabled = false;
    }
  });
  section('forget').addEventListener('click', () => {
    section('token').textContent = '';
    show('');
    section('forgotten').hidden = false;
  });
}
