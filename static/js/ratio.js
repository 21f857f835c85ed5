// How many are chosen, said while one chooses: <p data-ratio> with <b data-ratio-count> above the boxes named "people".
const count = document.querySelector("[data-ratio-count]");
const boxes = [...document.querySelectorAll('input[type="checkbox"][name="people"]')];

function say() {
  count.textContent = boxes.filter((box) => box.checked).length;
}

for (const box of boxes) box.addEventListener("change", say);
say();
