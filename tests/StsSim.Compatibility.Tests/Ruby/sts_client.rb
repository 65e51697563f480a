# Calls STS with the AWS SDK for Ruby v3. A line of standard input is a call, a line of standard output is its answer;
# what travels on them is described in ../Clients/README.md.
require 'json'
require 'time'
require 'aws-sdk-sts'
require_relative 'loopback'
require_relative 'names'

def client_for(call)
  credentials = call['credentials']
  settings = { endpoint: call['endpoint'], region: call['region'], retry_mode: 'standard', max_attempts: call['maxAttempts'] }
  settings[:credentials] = Aws::Credentials.new(*credentials.values_at('accessKeyId', 'secretAccessKey', 'sessionToken')) if credentials
  Aws::STS::Client.new(settings)
end

def answer(call)
  method = ruby_name(call['operation'])
  client = client_for(call)
  unless client.operation_names.include?(method)
    return { ok: false, unsupported: "aws-sdk-sts #{Aws::CORE_GEM_VERSION} has no #{call['operation']}." }
  end

  response = client.public_send(method, ruby_names(call['parameters']))
  { ok: true, result: service_names(response.data), attempts: response.context.retries + 1 }
rescue Aws::STS::Errors::ServiceError => error
  {
    ok: false,
    errorType: error.class.name.split('::').last,
    code: error.code,
    message: error.message,
    httpStatus: error.context.http_response.status_code,
    attempts: error.context.retries + 1
  }
rescue StandardError => error
  { ok: false, failure: error.full_message(highlight: false) }
end

$stdout.sync = true
$stdin.each_line { |line| puts JSON.generate(answer(JSON.parse(line))) }
