import type { SeedPerson } from '../seed/agencies.ts';

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 32rem; margin: 3rem auto; padding: 0 1rem; }
label { display: block; margin: 1rem 0; }
select, input, button { font: inherit; width: 100%; padding: .5rem; box-sizing: border-box; }
.problem { color: #a40000; }
</style>
</head>
<body><main><h1>${escapeHtml(title)}</h1>${body}</main></body>
</html>`;
}

/** The form in which one of the seeded people signs in. It needs no script. */
export function loginPage(action: string, people: readonly SeedPerson[], failed: boolean): string {
  const options = people.map(({ username, name, agency, roles }) => {
    return `<option value="${escapeHtml(username)}">${escapeHtml(`${name} · ${agency} · ${roles.join(', ')}`)}</option>`;
  });
  const problem = failed ? '<p class="problem" role="alert">用户名或密码不正确 · The password is not right</p>' : '';
  return page(
    'Cordon · 登录 Sign in',
    `${problem}<form method="post" action="${escapeHtml(action)}">
<label>人员 Person <select name="username" required>${options.join('')}</select></label>
<label>密码 Password <input type="password" name="password" autocomplete="current-password" required></label>
<button>登录 Sign in</button>
</form>`,
  );
}

/**
 * The page that ends the issuer's session.
 *
 * @param form of the library, without its button
 * @param certain whether the person has already said so; then the page sends the form by itself
 */
export function logoutPage(form: string, certain: boolean): string {
  const button = '<button id="leave" form="op.logoutForm" name="logout" value="yes">退出 Sign out</button>';
  const send = certain ? "<script>document.getElementById('leave').click()</script>" : '';
  return page('Cordon · 退出 Sign out', `${form}${button}${send}`);
}

/** The page after a sign-out that did not say where to go on. */
export function signedOutPage(): string {
  return page('Cordon', '<p>已退出 · You have signed out</p>');
}

/** The page for a sign-in that cannot go on. */
export function problemPage(message: string): string {
  return page('Cordon', `<p class="problem" role="alert">${escapeHtml(message)}</p>`);
}
