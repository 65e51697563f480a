# Calls STS with the AWS SDK for Ruby v3. A line of standard input is a call, a line of standard output is its answer;
# what travels on them is described in ../Clients/README.md.
require 'json'
require 'time'
require 'aws-sdk-sts'

# SAMLAssertion in the service model is :saml_assertion in Ruby.
def ruby_name(name)
  name.gsub(/([A-Z]+)([A-Z][a-z])/, '\1_\2').gsub(/([a-z])([A-Z])/, '\1_\2').downcase.to_sym
end

def to_ruby(value)
  case value
  when Hash then value.to_h { |name, member| [ruby_name(name), to_ruby(member)] }
  when Array then value.map { |member| to_ruby(member) }
  else value
  end
end

def to_json_value(value)
  case value
  when Struct then to_json_value(value.to_h)
  when Hash then value.to_h { |name, member| [name.to_s.split('_').map(&:capitalize).join, to_json_value(member)] }
  when Time then value.iso8601
  else value
  end
end

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

  response = client.public_send(method, to_ruby(call['parameters']))
  { ok: true, result: to_json_value(response.data), attempts: response.context.retries + 1 }
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
