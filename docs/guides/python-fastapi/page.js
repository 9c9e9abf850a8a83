const bytes = (text) => new TextEncoder().encode(text);
const base64url = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
const sha256 = async (text) => base64url(await crypto.subtle.digest('SHA-256', bytes(text)));

// a key that this page can use and nobody can read, the page's own scripts included
const key = await crypto.subtle.generateKey(
  {name: 'ECDSA', namedCurve: 'P-256'}, false, ['sign']);
const {crv, kty, x, y} = await crypto.subtle.exportKey('jwk', key.publicKey);
const jkt = await sha256(JSON.stringify({crv, kty, x, y})); // RFC 7638

const given = await fetch('/ticket', {
  method: 'POST',
  headers: {'Content-Type': 'application/json'},
  body: JSON.stringify({jkt}),
});
const {ticket, address} = await given.json();

// RFC 9449: signed for this one call
async function proof(method, url) {
  const part = (json) => base64url(bytes(JSON.stringify(json)));
  const head = part({typ: 'dpop+jwt', alg: 'ES256', jwk: {crv, kty, x, y}});
  const claims = part({
    htm: method, htu: url, iat: Math.floor(Date.now() / 1000),
    jti: crypto.randomUUID(), ath: await sha256(ticket),
  });
  const signature = await crypto.subtle.sign(
    {name: 'ECDSA', hash: 'SHA-256'}, key.privateKey, bytes(head + '.' + claims));
  return head + '.' + claims + '.' + base64url(signature);
}

const answer = await fetch(address, {
  headers: {Authorization: 'DPoP ' + ticket, DPoP: await proof('GET', address)},
});
document.getElementById('answer').textContent =
  answer.ok ? (await answer.json()).name : 'not shown: ' + answer.status;
