/** Captions as sellers write them: mostly Latin, some with links (each another one), emoji, hashtags, and other scripts. */
const parts = [
  'New in the shop: a walnut desk lamp, made by hand in our little workshop.',
  'Back in stock: linen aprons in four colours → https://shop.example/aprons/NUMBER?colour=sage&utm_source=social',
  'Only three left of the speckled mugs 🫖✨ Which one is yours? 👩🏽‍🎨🇩🇰',
  '#handmade #ceramics #smallbusiness #slowliving #giftideas',
  '新しいマグカップが焼き上がりました。ぜひご覧ください。',
  'Dankeschön für 1.000 Bestellungen! Schönes Wochenende wünscht Ihre Töpferei.',
  'Details on example.com/kiln/NUMBER, questions to @marasclay. 20 % off until Sunday.',
  'مرحبا بكم في متجرنا الجديد',
];

export function makeCaptions(count: number): string[] {
  return Array.from({ length: count }, (_, number) => {
    const chosen = Array.from(
      { length: 1 + (number % 3) },
      (_each, part) => (number * 5 + part * 3) % parts.length,
    );
    return chosen
      .map((index) => parts[index])
      .join('\n\n')
      .replaceAll('NUMBER', String(number));
  });
}
