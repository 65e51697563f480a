require 'net/http'

# Every name is this machine's.
Net::HTTP.prepend(Module.new do
  private

  def conn_address
    '127.0.0.1'
  end
end)
