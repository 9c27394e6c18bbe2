/** The one stylesheet of all practice pages. */
export const style = `
:root { color-scheme: light dark; --ground: #f6f5f2; --card: #ffffff; --ink: #1f2328; --soft: #57606a; --line: #d5d3cc; --accent: #0b5cad; --on-accent: #ffffff; --notice: #fdf0c4; --on-notice: #4a3500; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #16181b; --card: #1f2226; --ink: #e8e6e1; --soft: #a9b0b8; --line: #3a3f45; --accent: #7ab7ff; --on-accent: #10243b; --notice: #443505; --on-notice: #ffe9a8; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
header { display: flex; flex-wrap: wrap; gap: 0.5rem 1.5rem; align-items: center; padding: 0.6rem 1rem; background: var(--notice); color: var(--on-notice); }
header p { margin: 0; }
header a { color: inherit; margin-right: 0.8rem; }
main { max-width: 44rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin-top: 2rem; } h3 { font-size: 1rem; margin: 0; }
a { color: var(--accent); }
article, fieldset, .card { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 1rem; margin: 0 0 1rem; }
article.part { margin-left: 1.5rem; border-left: 4px solid var(--line); }
article p { white-space: pre-wrap; overflow-wrap: anywhere; }
.soft, time, figcaption { color: var(--soft); font-size: 0.9rem; }
.state { font-weight: 600; }
.photos { display: grid; grid-template-columns: repeat(auto-fit, minmax(10rem, 1fr)); gap: 0.6rem; margin: 0.6rem 0; }
figure { margin: 0; } img { max-width: 100%; height: auto; border-radius: 8px; display: block; }
label { display: block; margin: 0.5rem 0; } label span { display: block; }
input, select { font: inherit; color: var(--ink); background: var(--card); border: 1px solid var(--soft); border-radius: 6px; padding: 0.35rem 0.5rem; max-width: 100%; }
button { font: inherit; padding: 0.5rem 1rem; border-radius: 8px; border: 1px solid var(--accent); background: var(--accent); color: var(--on-accent); cursor: pointer; }
button.plain { background: transparent; color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.buttons { display: flex; gap: 0.8rem; margin-top: 1rem; }
dt { font-weight: 600; } dd { margin: 0 0 0.5rem; }
`;
