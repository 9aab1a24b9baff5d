export function CasesPage() {
  return <div className="page"><h1>CasesPage</h1></div>
}
