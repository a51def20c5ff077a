/** A page that shows the API's own description. It needs nothing from the network but `/v1/openapi.json` of this server. */
export const docsPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Cordon API</title>
<style>
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
  input { font: inherit; width: 100%; padding: .4rem .6rem; margin: 1rem 0; box-sizing: border-box; }
  details { border-top: 1px solid color-mix(in srgb, currentColor 20%, transparent); padding: .4rem 0; }
  summary { cursor: pointer; }
  b { display: inline-block; min-width: 4.5rem; font-family: ui-monospace, monospace; }
  code, pre { font-family: ui-monospace, monospace; font-size: .9em; }
  pre { overflow: auto; padding: .8rem; background: color-mix(in srgb, currentColor 7%, transparent); }
  p { margin: .3rem 0; }
</style>
</head>
<body>
<h1 id="title">API</h1>
<p id="about"></p>
<p>The description itself: <a href="/v1/openapi.json">/v1/openapi.json</a></p>
<input id="filter" type="search" placeholder="Filter by path or words" aria-label="Filter">
<main id="operations">Loading …</main>
<script type="module">
  const el = (tag, text, ...children) => {
    const node = document.createElement(tag);
    if (text) node.textContent = text;
    node.append(...children);
    return node;
  };
  const json = (value) => el('pre', JSON.stringify(value, null, 2));
  const list = document.getElementById('operations');
  try {
    const response = await fetch('/v1/openapi.json');
    if (!response.ok) throw new Error('the API answered ' + response.status);
    const api = await response.json();
    document.title = api.info.title;
    document.getElementById('title').textContent = api.info.title + ' ' + api.info.version;
    document.getElementById('about').textContent = api.info.description ?? '';
    const resolve = (value) => value?.$ref
      ? value.$ref.slice(2).split('/').reduce((at, key) => at?.[key], api) ?? value
      : value;
    list.replaceChildren();
    for (const [path, item] of Object.entries(api.paths)) {
      for (const method of ['get', 'post', 'put', 'patch', 'delete']) {
        const operation = item[method];
        if (!operation) continue;
        const box = el('details', '', el('summary', '', el('b', method.toUpperCase()), el('code', path), ' ' + (operation.summary ?? '')));
        box.dataset.words = [method, path, operation.summary, operation.description].join(' ').toLowerCase();
        box.addEventListener('toggle', () => {
          if (box.dataset.drawn) return;
          box.dataset.drawn = 'yes';
          if (operation.description) box.append(el('p', operation.description));
          for (const parameter of [...(item.parameters ?? []), ...(operation.parameters ?? [])].map(resolve)) {
            box.append(el('p', '', el('code', parameter.in + ' ' + parameter.name), ' ' + (parameter.required ? '(required) ' : '') + (parameter.description ?? '')));
          }
          for (const [type, content] of Object.entries(resolve(operation.requestBody)?.content ?? {})) {
            box.append(el('p', 'Body, ' + type), json(resolve(content.schema)));
          }
          for (const [status, answer] of Object.entries(operation.responses ?? {})) {
            const { description, content = {} } = resolve(answer);
            box.append(el('p', '', el('code', status), ' ' + (description ?? '')));
            for (const body of Object.values(content)) if (body.schema && status < '300') box.append(json(resolve(body.schema)));
          }
        });
        list.append(box);
      }
    }
    document.getElementById('filter').addEventListener('input', ({ target }) => {
      for (const box of list.children) box.hidden = !box.dataset.words.includes(target.value.toLowerCase());
    });
  } catch (error) {
    list.textContent = 'The description cannot be shown: ' + error.message;
  }
</script>
</body>
</html>
`;
