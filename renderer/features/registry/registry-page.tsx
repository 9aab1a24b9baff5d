export function RegistryPage() {
  return (
    <div className="page">
      <h1>RegistryPage</h1>
    </div>
  )
}
