#include "kiosk/store/recovery_sheet.h"

#include "kiosk/store/pdf_page.h"
#include "kiosk/store/recovery_code.h"

namespace hk {

namespace {

PdfDocument sheet_of(const SheetFacts& facts, const std::string& code) {
  using Kind = PdfBlock::Kind;
  // Four groups on the first line, three on the second: what an eye keeps while it looks at the keyboard.
  constexpr std::size_t first_line = 4 * 6 - 1;
  const std::string two_lines = code.substr(0, first_line) + "\n" + code.substr(first_line + 1);
  return {
      "Återställningsblad",
      "sv",
      {{Kind::title, "Återställningsblad"},
       {Kind::text, "Med koden på det här bladet öppnas namnen på enheten när ingen längre minns sin lösenfras."},
       {Kind::row, facts.programme, "Program"},
       {Kind::row, facts.device, "Enhet"},
       {Kind::row, facts.date, "Utskrivet"},
       {Kind::code, two_lines},
       {Kind::heading, "Så använder du bladet"},
       {Kind::text, "1. Skriv koden där enheten frågar efter lösenfrasen. Små bokstäver och mellanslag går bra."},
       {Kind::text, "2. Om en grupp är felskriven säger enheten vilken."},
       {Kind::text, "3. Välj genast en ny lösenfras."},
       {Kind::heading, "Så förvarar du bladet"},
       {Kind::text,
        "Lås in det, men inte tillsammans med enheten. Den som har båda kan läsa alla namn och bestämma i "
        "programmet. Skriv ut ett nytt blad om det här kan ha hamnat i fel händer: då slutar den gamla koden gälla."},
       {Kind::fine, "Koden skiljer inte på O och 0 eller på I, L och 1."}}};
}

}  // namespace

Result<RecoverySheet> make_recovery_sheet(const UnlockedKeys& keys, const SheetFacts& facts,
                                          const std::vector<StoredSlot>& beside) {
  if (!keys.coordinator) return fail(ErrorCode::refused, "recovery sheet", "is a coordinator's to print");
  std::string code = make_recovery_code();
  Result<NewSlot> slot = make_slot(code, keys, SlotKind::recovery, beside);
  PdfDocument document = sheet_of(facts, code);
  Result<Bytes> pdf = render_pdf(document);
  wipe(code);
  for (PdfBlock& block : document.blocks) wipe(block.text);
  if (!slot) return tl::unexpected(slot.error());
  if (!pdf) return tl::unexpected(pdf.error());
  return RecoverySheet{std::move(*slot), std::move(*pdf)};
}

}  // namespace hk
